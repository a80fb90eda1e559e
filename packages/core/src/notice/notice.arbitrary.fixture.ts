import * as fc from 'fast-check';
import type { CompleteNotice, Complexity, NoticeFields, Verdict } from './notice.ts';

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/);
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength, unit: 'grapheme' }),
    fc.string({ maxLength, unit: fc.constantFrom(...'{}[]":,\\n`\'|> \n\u001b\u2028<') }),
  );
const summary = text(60).filter((value) => value.trim() !== '');

/** What an author may say. */
export const noticeFields: fc.Arbitrary<NoticeFields> = fc.record(
  {
    summary,
    complexity: fc.constantFrom<Complexity>('Simple', 'Medium', 'Complex'),
    files_modified: fc.nat(),
    ready_for_next_stage: fc.boolean(),
    verdict: fc.constantFrom<Verdict>('approved', 'approved_with_conditions', 'rejected'),
    conditions: fc.array(text(10), { maxLength: 2 }),
    blockers: fc.array(text(10), { maxLength: 2 }),
    next_agent: name,
    metadata: fc
      .dictionary(text(5), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
      // JSON has no negative zero.
      .map((value): Record<string, unknown> => JSON.parse(JSON.stringify(value))),
  },
  { requiredKeys: ['summary'] },
);

/** A complete notice of any names. */
export const completeNotice: fc.Arbitrary<CompleteNotice> = fc
  .record({
    agent: name,
    task_type: name,
    feature: name,
    sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    tokens: fc.nat(),
    digest: fc.stringMatching(/^[\w-]{22}$/),
    fields: noticeFields,
  })
  .map(({ fields, ...proof }) => ({
    ...fields,
    ...proof,
    status: 'complete',
    nats_channel: `agog.deliverables.${proof.agent}.${proof.task_type}.${proof.feature}`,
  }));

const soup = fc.string({ unit: fc.constantFrom(...'{}[]":,\\`\'|>< an\n\r') });

/** What stands around a notice and is none. */
export const noise: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      soup,
      fc.string({ unit: 'grapheme' }),
      fc.object().map((value) => JSON.stringify(value)),
      fc.object().map((value) => JSON.stringify(JSON.stringify(value, null, 2))),
      fc.constantFrom(
        '```json\n',
        '```',
        '\r\n',
        '\u001b[31m',
        '</result>',
        '{"agent":"x"}',
        '\ufeff',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '));

/** A way in which a tool hands on what an agent wrote. */
export const wrapping: fc.Arbitrary<(inner: string) => string> = fc.constantFrom(
  (inner: string) => inner,
  (inner: string) => inner.replaceAll('\n', '\r\n'),
  (inner: string) => `\u001b[32m${inner}\u001b[0m`,
  (inner: string) => `<result>${inner}</result>`,
  (inner: string) => JSON.stringify(inner),
  (inner: string) => JSON.stringify({ type: 'result', result: inner, cost: { usd: 0.1 } }),
  (inner: string) =>
    JSON.stringify({ message: { content: [{ type: 'text', text: inner }] } }, null, 2),
);
