import { type Roster, suggestToken } from '@agog/deliverables-core';
import { isId } from './read-name.ts';
import { type ReportFields, readReportFields } from './report-fields.ts';

/** What a report's text says of where it belongs. */
export interface TextEvidence {
  /** A whole channel that it names as its own, taken apart. */
  readonly channel: {
    readonly agent: string;
    readonly taskType: string;
    readonly feature: string;
  } | null;
  /** The author as written, and whether the roster has that agent. */
  readonly agent: { readonly name: string; readonly known: boolean } | null;
  readonly taskType: string | null;
  readonly feature: string | null;
  /** Whether the feature is written as a name (`REQ-1`, `customer-search`), or is made of a title (`Customer Search`). */
  readonly exact: boolean;
  /** When it says it was written, in milliseconds since 1970. */
  readonly date: number | null;
}

const channelField =
  /^(?:(?:nats )?(?:publication |output )?(?:channel|subject)|(?:nats )?deliverable(?: url| channel)?)$/;
const authorField = /^(?:agent|author|agent name|(?:[a-z]+ )*by)$/;
const typeField = /^(?:task type|report type|type)$/;
const idField = /^(?:req|requirement|request|feature|ticket)(?: (?:number|id|no))?$/;
const featureField = /^feature(?: name| title)?$/;

/** Reads the fields of a report's text. */
export const readText = (text: string, roster: Roster): TextEvidence => {
  const fields = readReportFields(text);
  const types = Object.values(roster.agents).flatMap(({ taskTypes }) => taskTypes);
  const type = all(fields, typeField)
    .map((value) => nearest(value.replace(/\s+/g, '-'), types))
    .find((found) => found !== undefined);
  const written = Date.parse(/\d{4}-\d\d-\d\d/.exec(all(fields, /^date$/)[0] ?? '')?.[0] ?? '');
  return {
    channel: readChannel(all(fields, channelField), roster.prefix),
    agent: readAuthor(fields, Object.keys(roster.agents)),
    taskType: type ?? null,
    ...readFeatureField(fields),
    date: Number.isNaN(written) ? null : written,
  };
};

const all = (fields: ReportFields, name: RegExp): string[] =>
  [...fields].flatMap(([key, values]) => (name.test(key) ? values : []));

const nearest = (word: string, words: readonly string[]): string | undefined =>
  words.find((candidate) => candidate.toLowerCase() === word.toLowerCase());

const readChannel = (values: readonly string[], prefix: string): TextEvidence['channel'] => {
  const pattern = new RegExp(
    `(?:^|/|\\s)${prefix}\\.deliverables\\.([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)`,
  );
  const [, agent, taskType, feature] =
    values.map((value) => pattern.exec(value)).find(Boolean) ?? [];
  return agent && taskType && feature ? { agent, taskType, feature } : null;
};

/** `Roy (Backend PO)` is roy. Whoever signed as the agent counts before whoever did something. */
const readAuthor = (fields: ReportFields, agents: readonly string[]): TextEvidence['agent'] => {
  const signed = all(fields, /^(?:agent|agent name)$/);
  const values = signed.length > 0 ? signed : all(fields, authorField);
  const names = values.map((value) => {
    const whole = value.replace(/\s*[([,/—–].*$/, '');
    const first = /^[\w-]+/.exec(value)?.[0] ?? '';
    const known = nearest(whole.replace(/\s+/g, '-'), agents) ?? nearest(first, agents);
    return { name: known ?? first.toLowerCase(), known: known !== undefined };
  });
  const [author, ...others] = names;
  if (author === undefined || author.name === '') return null;
  // "Research By" and "Critiqued By" in one report: its author may be either.
  return others.every(({ name }) => name === author.name) || signed.length > 0 ? author : null;
};

const readFeatureField = (fields: ReportFields): Pick<TextEvidence, 'feature' | 'exact'> => {
  for (const value of all(fields, idField)) {
    const first = /^[\w-]+/.exec(value)?.[0] ?? '';
    if (isId(first)) return { feature: first, exact: true };
  }
  const [title] = all(fields, featureField);
  if (title === undefined) return { feature: null, exact: false };
  const exact = /^[A-Za-z0-9][\w-]*$/.test(title) && /[-_\d]/.test(title);
  return { feature: exact ? title : suggestToken(title), exact };
};
