import { parseJson } from '../report/parse-json.ts';
import { fieldRules, type NoticeField } from './notice-fields.ts';

/** What an object says of a notice's fields, not yet checked. */
export type ReadFields = Partial<Record<NoticeField, unknown>>;

const isField = (name: string): name is NoticeField => Object.hasOwn(fieldRules, name);

/** The value that a model meant by a text; what is not understood stays a text, and is then refused. */
const meaningOf = (field: NoticeField, written: string): unknown => {
  const { words, accepts } = fieldRules[field];
  const text = written.trim();
  if (words) {
    const meant = text.toLowerCase().replace(/[ -]/g, '_').replace('completed', 'complete');
    return words.find((word) => word.toLowerCase() === meant) ?? written;
  }
  if (field === 'nats_channel') return text.replace(/^nats:\/\//, '');
  // A number or a truth value.
  const value = parseJson(text.toLowerCase());
  return accepts(written) || typeof value === 'object' ? written : (value ?? written);
};

/**
 * A notice's fields in an object, as its author meant them: keys in camelCase, numbers and truth values in strings,
 * other cases of the fixed words, `nats://` before the channel. Other keys are left out, `null` is nothing. A field
 * that is there in two spellings with two values holds a list of both, which no rule accepts.
 */
export const readFields = (object: object): ReadFields => {
  const fields: ReadFields = {};
  for (const [key, value] of Object.entries(object)) {
    const name = key
      .replace(/(?<=[a-z])[A-Z]/g, '_$&')
      .toLowerCase()
      .replace('feature_name', 'feature');
    if (!isField(name) || value === null) continue;
    const meant = typeof value === 'string' ? meaningOf(name, value) : value;
    const before = fields[name] ?? meant;
    fields[name] = before === meant ? meant : [before, meant];
  }
  return fields;
};

/**
 * Whether an object means to be a notice, if only a broken one: it has three of agent, feature, channel, summary, and a
 * status that a notice may have. A receipt, a stage of a chain, a tool's envelope or a schema has fewer.
 */
export const looksLikeNotice = (fields: ReadFields): boolean => {
  const { agent, feature, nats_channel, summary, status } = fields;
  const marks = [
    agent,
    feature,
    nats_channel,
    summary,
    fieldRules.status.accepts(status) && status,
  ];
  return marks.filter((mark) => typeof mark === 'string').length > 2;
};

const textMarks = [
  'agent":',
  'nats_?channel":',
  'summary":',
  'status":"(complete|blocked|failed)',
].map(
  (mark) => new RegExp(`"${mark}`.replaceAll('"', `["'“”‘’]`).replaceAll(':', '\\s*:\\s*'), 'i'),
);

/**
 * Whether a text that is no JSON means to be a notice: it has two of agent, channel, summary and a status that a notice
 * may have, as keys in any quotes.
 */
export const readsLikeNotice = (text: string): boolean =>
  textMarks.filter((mark) => mark.test(text)).length > 1;
