import { isToken } from '../subject/is-token.ts';
import type { CompleteNotice } from './notice.ts';

/** The name of a field of a notice. */
export type NoticeField = keyof CompleteNotice;

/** What one field of a notice may hold. */
interface FieldRule {
  /** Completes the sentence "it must be". */
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
  /** The words to choose from, where it is one of these. */
  readonly words?: readonly string[];
}

const text = (expected: string, expression: RegExp): FieldRule => ({
  expected,
  accepts: (value) => typeof value === 'string' && expression.test(value),
});

const oneOf = (...words: readonly string[]): FieldRule => ({
  expected: words.join(', '),
  accepts: (value) => words.some((word) => word === value),
  words,
});

const wholeNumber = (least: number): FieldRule => ({
  expected: `a whole number from ${least}`,
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= least,
});

const name: FieldRule = { expected: 'a legal name', accepts: isToken };

const texts: FieldRule = {
  expected: 'a list of texts',
  accepts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

const isJsonObject = (value: unknown): boolean => {
  try {
    return JSON.stringify(value)?.[0] === '{';
  } catch {
    return false;
  }
};

/** Every field of a notice, in the order in which they are written. */
export const fieldRules: Readonly<Record<NoticeField, FieldRule>> = {
  status: oneOf('complete', 'blocked', 'failed'),
  agent: name,
  task_type: name,
  feature: name,
  // Which channel it must be follows from the names.
  nats_channel: text('a channel', /./),
  sequence: wholeNumber(1),
  summary: text('a text', /\S/),
  complexity: oneOf('Simple', 'Medium', 'Complex'),
  files_modified: wholeNumber(0),
  ready_for_next_stage: {
    expected: 'true or false',
    accepts: (value) => typeof value === 'boolean',
  },
  verdict: oneOf('approved', 'approved_with_conditions', 'rejected'),
  conditions: texts,
  blockers: texts,
  next_agent: name,
  tokens: wholeNumber(0),
  digest: text('22 base64url characters', /^[\w-]{22}$/),
  metadata: { expected: 'a JSON object', accepts: isJsonObject },
};

/** The fields that only a stored report gives a notice. */
export const proofFields: readonly string[] = ['nats_channel', 'sequence', 'tokens', 'digest'];

/** The fields that no notice lacks. */
export const requiredFields: readonly string[] = [
  'status',
  'agent',
  'task_type',
  'feature',
  'summary',
];
