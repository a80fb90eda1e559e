import { expect, test } from 'vitest';
import { checkNotice } from './check-notice.ts';
import { createNotice, createUnfinishedNotice } from './create-notice.ts';
import { encodeNotice, noticeTokenLimit } from './encode-notice.ts';
import { blocked, cynthia, receipt } from './notice.fixture.ts';

const { summary, complexity, files_modified, ready_for_next_stage } = cynthia;
const fields = { summary, complexity, files_modified, ready_for_next_stage };
const invalid = (field: string) =>
  expect.objectContaining({
    code: 'invalid_notice',
    details: expect.objectContaining({ field }),
  });
const counterOf = (count: number) =>
  Object.assign(() => count, { counter: 'fixed', atMost: () => count });

test('a notice says what the receipt proves and what its author adds, in one order', () => {
  const notice = createNotice(receipt, { verdict: undefined, ...fields });
  expect(JSON.stringify(notice)).toBe(JSON.stringify(cynthia));
  expect(encodeNotice(notice)).toBe(JSON.stringify(cynthia));
});

test('every optional field is kept', () => {
  const all = {
    ...fields,
    status: 'failed',
    verdict: 'rejected',
    conditions: ['Cite the sources'],
    blockers: ['No schema'],
    next_agent: 'roy',
    metadata: { claims: [{ line: 3 }] },
  } as const;
  expect(createNotice(receipt, all)).toEqual({ ...cynthia, ...all });
});

test('the prefix is the one of the receipt', () => {
  const channel = 'lab.deliverables.cynthia.research.customer-search';
  expect(createNotice({ ...receipt, channel }, fields).nats_channel).toBe(channel);
});

test('illegal values are refused, each by its name', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  expect(() => createNotice(receipt, { ...fields, metadata: cyclic })).toThrow(invalid('metadata'));
  expect(() => createNotice(receipt, { ...fields, metadata: { big: 1n } })).toThrow(
    invalid('metadata'),
  );
  expect(() => createNotice(receipt, { ...fields, summary: ' \n' })).toThrow(invalid('summary'));
  expect(() => createNotice(receipt, { ...fields, files_modified: -1 })).toThrow(
    invalid('files_modified'),
  );
  expect(() => createNotice(receipt, { ...fields, next_agent: 'a b' })).toThrow(
    invalid('next_agent'),
  );
  expect(() => createNotice({ ...receipt, agent: 'roy' }, fields)).toThrow(invalid('nats_channel'));
});

test('a notice above the limit is refused, with what to shorten', () => {
  const long = { ...fields, summary: 'Researched customer search in depth. '.repeat(40) };
  expect(() => createNotice(receipt, long)).toThrow(
    expect.objectContaining({
      code: 'notice_too_long',
      message: expect.stringMatching(
        /^The notice has (\d+) tokens \(estimate\), \d+ more than the 200 allowed\.$/,
      ),
      hint: expect.stringContaining('"summary"'),
      details: expect.objectContaining({ allowed: 200, longest: 'summary' }),
    }),
  );
  const countTokens = counterOf(noticeTokenLimit);
  expect(createNotice(receipt, long, { countTokens }).summary).toBe(long.summary);
  expect(() => createNotice(receipt, fields, { countTokens: counterOf(231) })).toThrow(
    expect.objectContaining({
      message: 'The notice has 231 tokens (fixed), 31 more than the 200 allowed.',
      details: { counted: 231, allowed: 200, over: 31, counter: 'fixed', longest: 'nats_channel' },
    }),
  );
  expect(() => encodeNotice({ ...cynthia, summary: long.summary })).toThrow(
    expect.objectContaining({ code: 'notice_too_long' }),
  );
});

test('a notice is one line, whatever its summary', () => {
  const notice = createNotice(receipt, { summary: 'a\n\r\u2028\u2029\u0085b' });
  expect(encodeNotice(notice)).toMatch(/^[^\n\r\u2028\u2029]+$/);
  expect(JSON.parse(encodeNotice(notice))).toEqual(notice);
});

test('work that stopped needs no report, and may name one', () => {
  expect(createUnfinishedNotice(blocked)).toEqual(blocked);
  const { nats_channel, sequence, tokens, digest } = cynthia;
  expect(createUnfinishedNotice({ ...blocked, receipt })).toEqual({
    ...blocked,
    nats_channel,
    sequence,
    tokens,
    digest,
  });
  expect(() => createUnfinishedNotice({ ...blocked, feature: 'x', receipt })).toThrow(
    invalid('nats_channel'),
  );
  expect(() => createUnfinishedNotice({ ...blocked, feature: 'a b' })).toThrow(invalid('feature'));
});

test('a check keeps the fields of a notice, in order, and nothing else', () => {
  const { status, ...rest } = cynthia;
  const notice = checkNotice({ extra: 1, ...rest, status });
  expect(JSON.stringify(notice)).toBe(JSON.stringify(cynthia));
  expect(
    checkNotice(JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(blocked).slice(1)}`)),
  ).toEqual(blocked);
  expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
});

test('a check reads nothing but own fields of an object', () => {
  for (const value of [null, undefined, 7, 'x', [cynthia], JSON.stringify(cynthia)]) {
    expect(() => checkNotice(value)).toThrow(invalid('notice'));
  }
  expect(() => checkNotice(Object.create(cynthia))).toThrow(invalid('status'));
});

test('a check understands nothing loosely', () => {
  expect(() => checkNotice({ ...cynthia, status: 'COMPLETE' })).toThrow(invalid('status'));
  expect(() => checkNotice({ ...cynthia, sequence: '42' })).toThrow(
    expect.objectContaining({
      message: 'In the notice, "sequence" is "42"; it must be a whole number from 1.',
      details: { field: 'sequence', found: '"42"', expected: 'a whole number from 1' },
    }),
  );
  expect(() => checkNotice({ ...cynthia, verdict: null })).toThrow(invalid('verdict'));
  expect(() => checkNotice(cynthia, 'lab')).toThrow(invalid('nats_channel'));
});
