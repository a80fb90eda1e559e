import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportReceipt } from '../report/report.ts';
import { checkNotice } from './check-notice.ts';
import { createNotice } from './create-notice.ts';
import { encodeNotice } from './encode-notice.ts';
import { completeNotice, noise, noticeFields, wrapping } from './notice.arbitrary.fixture.ts';
import { receipt } from './notice.fixture.ts';
import type { Notice } from './notice.ts';
import { parseNotice } from './parse-notice.ts';
import { readFields } from './read-fields.ts';

const runs = { seed: 20261122, numRuns: 1000 };

const parseOrNull = (text: string): Notice | null => {
  try {
    return parseNotice(text);
  } catch (error) {
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(notice_not_found|invalid_notice|notice_ambiguous)$/),
    });
    return null;
  }
};

const read = (line: string): Notice | null => {
  try {
    return checkNotice(readFields(JSON.parse(line)));
  } catch {
    return null;
  }
};

test('any notice is found in any noise, wrapped in any way', () => {
  fc.assert(
    fc.property(
      completeNotice,
      fc.constantFrom(undefined, 2),
      fc.array(fc.tuple(noise, wrapping, noise), { maxLength: 4 }),
      (notice, indentation, layers) => {
        const text = layers.reduce(
          (inner, [before, wrap, after]) => `${before}\n${wrap(inner)}\n${after}`,
          JSON.stringify(notice, null, indentation),
        );
        expect(parseNotice(text)).toEqual(checkNotice(notice));
      },
    ),
    runs,
  );
});

test('noise alone holds no notice', () => {
  fc.assert(
    fc.property(noise, wrapping, (text, wrap) => {
      expect(() => parseNotice(wrap(text))).toThrow(
        expect.objectContaining({ code: 'notice_not_found' }),
      );
    }),
    runs,
  );
});

test('a notice that is cut off gives none', () => {
  fc.assert(
    fc.property(noise, completeNotice, completeNotice, fc.nat(), (before, notice, inner, cut) => {
      const line = JSON.stringify({ ...notice, metadata: { inner } });
      expect(parseOrNull(`${before}\n${line.slice(0, cut % line.length)}`)).toBeNull();
    }),
    runs,
  );
});

test('a notice with one wrong character gives what stands there, or none', () => {
  const character = fc.constantFrom(...'{}[]":,\\ 0a\n', '');
  fc.assert(
    fc.property(
      completeNotice,
      completeNotice,
      fc.nat(),
      character,
      fc.nat(1),
      fc.boolean(),
      (notice, other, place, wrong, removed, same) => {
        const inner = same ? { ...notice, digest: other.digest } : other;
        const line = JSON.stringify({ ...notice, metadata: { inner } });
        const at = place % line.length;
        const text = line.slice(0, at) + wrong + line.slice(at + removed);
        const found = parseOrNull(`Done: ${text}`);
        if (found === null) return;
        // A brace may only move fields into the metadata or out of it.
        const expected = [read(line), read(text)].map((one) => ({ ...one, metadata: null }));
        expect(expected).toContainEqual({ ...found, metadata: null });
      },
    ),
    { ...runs, numRuns: 5000 },
  );
});

test('what is created and encoded is parsed again', () => {
  const receipts = completeNotice.map(
    (notice): ReportReceipt => ({
      ...receipt,
      agent: notice.agent,
      taskType: notice.task_type,
      featureName: notice.feature,
      channel: notice.nats_channel,
      sequence: notice.sequence,
      digest: `${notice.digest}${'A'.repeat(21)}`,
      tokens: { count: notice.tokens, counter: 'estimate' },
    }),
  );
  const countTokens = Object.assign(() => 0, { counter: 'none', atMost: () => 0 });
  fc.assert(
    fc.property(receipts, noticeFields, (stored, fields) => {
      const notice = createNotice(stored, fields, { countTokens });
      const line = encodeNotice(notice, countTokens);
      expect(line.split(/[\n\r\u2028\u2029]/)).toHaveLength(1);
      expect(parseNotice(line)).toEqual(notice);
      expect(checkNotice(JSON.parse(line))).toEqual(notice);
    }),
    runs,
  );
});
