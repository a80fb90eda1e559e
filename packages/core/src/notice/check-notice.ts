import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { isObject } from '../report/parse-json.ts';
import { buildSubject } from '../subject/build-subject.ts';
import type { Notice } from './notice.ts';
import { fieldRules, proofFields, requiredFields } from './notice-fields.ts';

/**
 * A value of unknown origin as a notice: every field that a notice has, in its usual order, checked; other fields are
 * left out. The channel must be the one that prefix, agent, task type and feature name.
 *
 * @throws DeliverablesError `invalid_notice` with the details `field`, `found` and `expected`; `invalid_name` for an
 * illegal prefix.
 */
export const checkNotice = (value: unknown, prefix = 'agog'): Notice => {
  if (!isObject(value)) return failInvalid('notice', value, 'a JSON object');
  const given = new Map(Object.entries(value));
  const fields: Record<string, unknown> = {};
  // A claim to a report has to be one that can be proven.
  const namesReport = (given.get('sequence') ?? given.get('digest')) !== undefined;
  for (const [field, { expected, accepts }] of Object.entries(fieldRules)) {
    const found = given.get(field);
    const required =
      requiredFields.includes(field) ||
      ((fields.status === 'complete' || namesReport) && proofFields.includes(field));
    if (found === undefined ? required : !accepts(found)) failInvalid(field, found, expected);
    if (found !== undefined) fields[field] = found;
  }
  // Every field was accepted by its rule, and the rules are those of the type.
  const notice = fields as unknown as Notice;
  const channel = channelOf(notice, prefix);
  const { nats_channel = channel } = notice;
  if (nats_channel !== channel) failInvalid('nats_channel', nats_channel, channel);
  return notice;
};

/** The channel that a notice speaks for, by its names. */
export const channelOf = ({ agent, task_type, feature }: Notice, prefix: string): string =>
  buildSubject('deliverables', { prefix, agent, taskType: task_type, featureName: feature });

const failInvalid = (field: string, value: unknown, expected: string): never => {
  const found = quote(value);
  return fail(
    'invalid_notice',
    `In the notice, "${field}" is ${value === undefined ? 'missing' : found}; it must be ${expected}.`,
    'Make it with createNotice or createUnfinishedNotice.',
    { field, found, expected },
  );
};
