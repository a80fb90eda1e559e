import {
  createNotice,
  createUnfinishedNotice,
  DeliverablesError,
  defineRoster,
  suggestToken,
} from '@agog/deliverables-core';
import { adviseFeatureName } from '@agog/deliverables-core/advise-feature-name';
import { parseNotice } from '@agog/deliverables-core/parse-notice';
import { createTokenCounter } from '@agog/deliverables-core/token-counter';
import { expect, test } from 'vitest';
import { receipt } from '../notice/notice.fixture.ts';
import { openClient, research, researchReport } from './client.fixture.ts';

// Callers without a compiler: every cast hands in what the types refuse.
const odd = (value: unknown): never => value as never;
const ada = { stream: 'design', taskTypes: ['sketch'], purpose: 'Designs' } as const;
const summary = { summary: 'Done' };

test.each<[string, () => unknown, string]>([
  ['createNotice()', () => createNotice(odd(undefined), summary), 'invalid_argument'],
  ['createNotice({})', () => createNotice(odd({}), summary), 'invalid_notice'],
  ['createNotice(receipt)', () => createNotice(receipt, odd(undefined)), 'invalid_argument'],
  ['its options', () => createNotice(receipt, summary, odd(null)), 'invalid_argument'],
  [
    'a counter without a bound',
    () => createNotice(receipt, summary, { countTokens: odd(() => 1) }),
    'invalid_argument',
  ],
  ['createUnfinishedNotice()', () => createUnfinishedNotice(odd(undefined)), 'invalid_argument'],
  ['parseNotice(text, null)', () => parseNotice('x', odd(null)), 'invalid_argument'],
  ['parseNotice()', () => parseNotice(odd(undefined)), 'notice_not_found'],
  ['createTokenCounter()', () => createTokenCounter(odd(undefined)), 'invalid_argument'],
  ['defineRoster(ok, null)', () => defineRoster({ ada }, odd(null)), 'invalid_argument'],
  ['a schema', () => defineRoster({ ada: { ...ada, metadataSchema: odd({}) } }), 'invalid_roster'],
  ['suggestToken(5)', () => suggestToken(odd(5)), 'invalid_argument'],
  ['adviseFeatureName(5)', () => adviseFeatureName(odd(5)), 'invalid_argument'],
])('%s is refused with a code', (_, call, code) => {
  expect(call).toThrow(DeliverablesError);
  expect(call).toThrow(expect.objectContaining({ code }));
});

test.each<[string, object]>([
  ['title', { title: null }],
  ['traceparent', { traceparent: Symbol('odd') }],
  ['contentType', { contentType: 5 }],
])('an odd %s is refused before anything is stored', async (_, fields) => {
  const client = await openClient();
  await expect(client.publishReport(odd({ ...researchReport, ...fields }))).rejects.toMatchObject({
    code: expect.stringMatching(/^invalid_/),
  });
  expect(await client.history(research)).toEqual([]);
});

test('an odd expectation is named as the caller named it', async () => {
  const client = await openClient();
  const options = { expectedRevision: -1 };
  const message = expect.stringContaining('expectedRevision must be');
  for (const call of [
    client.deliver(researchReport, summary, options),
    client.publishReport(researchReport, options),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'invalid_argument', message });
  }
});

test('what is no notice, and what cannot be decoded, is named by its place', async () => {
  const client = await openClient();
  const channel = 'agog.notices.cynthia.research.customer-search';
  const body = new TextEncoder().encode('garbage');
  await client.transport.publish({ subject: channel, headers: [], body }, { messageId: 'garbage' });
  await expect(client.fetchNotice(research)).rejects.toMatchObject({
    code: 'invalid_notice',
    message: expect.stringContaining(`Sequence 1 on ${channel}`),
    details: { channel, sequence: 1 },
  });
});
