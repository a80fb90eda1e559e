import { DeliverablesError } from '../errors/deliverables-error.ts';
import { buildReportSubject } from '../subject/build-subject.ts';
import { quote } from '../subject/quote.ts';
import type { Notice } from './notice.ts';
import { fieldRules, proofFields, requiredFields } from './notice-fields.ts';

/** How to read a notice. */
export interface CheckNoticeOptions {
  /** The first token of the channels. Default `agog`. */
  readonly prefix?: string | undefined;
}

/**
 * A value of unknown origin as a notice: every field that a notice has, in its usual order, checked; other fields are
 * left out. The channel must be the one that prefix, agent, task type and feature name.
 *
 * @throws DeliverablesError `invalid_notice` with the details `field`, `found` and `expected`; `invalid_name` for an
 * illegal prefix.
 */
export const checkNotice = (
  value: unknown,
  { prefix = 'agog' }: CheckNoticeOptions = {},
): Notice => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidField('notice', value, 'a JSON object');
  }
  const given = new Map(Object.entries(value));
  const fields: Record<string, unknown> = {};
  for (const [field, { expected, accepts }] of Object.entries(fieldRules)) {
    const found = given.get(field);
    const required =
      requiredFields.includes(field) ||
      (fields.status === 'complete' && proofFields.includes(field));
    if (found === undefined ? required : !accepts(found))
      throw invalidField(field, found, expected);
    if (found !== undefined) fields[field] = found;
  }
  // Every field was accepted by its rule, and the rules are those of the type.
  const notice = fields as unknown as Notice;
  const channel = channelOf(notice, prefix);
  const { nats_channel = channel } = notice;
  if (nats_channel !== channel) throw invalidField('nats_channel', nats_channel, channel);
  return notice;
};

/** The channel that a notice speaks for, by its names. */
export const channelOf = ({ agent, task_type, feature }: Notice, prefix: string): string =>
  buildReportSubject({ prefix, agent, taskType: task_type, featureName: feature });

const invalidField = (field: string, found: unknown, expected: string): DeliverablesError => {
  const shown = typeof found === 'number' ? found : quote(found);
  return new DeliverablesError({
    code: 'invalid_notice',
    message: `In the notice, "${field}" is ${found === undefined ? 'missing' : shown}; it must be ${expected}.`,
    hint: 'Make notices with createNotice, from a receipt, or with createUnfinishedNotice.',
    details: { field, found: shown, expected },
  });
};
