import type { Roster } from '@agog/deliverables-core';
import { suggestToken } from '@agog/deliverables-core';

/** What a file's name says. */
export interface NameEvidence {
  readonly agent: string | null;
  readonly taskType: string | null;
  /** What is left of the name as a legal one, or `null`. */
  readonly feature: string | null;
  /** Another agent that the name has as well. */
  readonly otherAgent: string | null;
}

const apart = '[-_. ]+';

const escaped = (words: readonly string[]): string =>
  [...words]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[-_]+/g, '[-_ ]'))
    .join('|');

/** One of the words at an end of a text, whatever its case, and the rest of the text. */
const takeWord = (
  text: string,
  words: readonly string[],
  end: 'start' | 'end',
): { word: string; rest: string } | null => {
  if (words.length === 0) return null;
  const any = `(${escaped(words)})`;
  const pattern = end === 'start' ? `^${any}(?:${apart}|$)` : `(?:^|${apart})${any}$`;
  const found = new RegExp(pattern, 'i').exec(text);
  if (!found) return null;
  const same = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '-');
  const word = words.find((candidate) => same(candidate) === same(found[1] ?? ''));
  const rest = end === 'start' ? text.slice(found[0].length) : text.slice(0, found.index);
  return word === undefined ? null : { word, rest };
};

/** An id such as `REQ-STRATEGIC-AUTO-1767084329266`. */
export const isId = (text: string): boolean =>
  /^[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)*$/.test(text) && /-.*\d/.test(text);

/** An id at the end of a name, after words that say what it is about; one that begins with REQ also after a hyphen. */
const idsAtEnd = [
  /(?:^|[-_ .])(REQ-(?:[A-Za-z0-9]+-)*\d[A-Za-z0-9-]*)$/,
  /(?:^|[_ .])([A-Z]{2,}[A-Z0-9]*-(?:[A-Za-z0-9]+-)*\d[A-Za-z0-9-]*)$/,
];
/** Words that say that a report is a report. */
const hollowStart =
  /^(?:(?:final|full|complete|test)[-_. ]+)?(?:deliverables?|report)(?:[-_. ]+|$)/i;
const hollowEnd = /(?:^|[-_. ]+)(?:deliverable|report|output)$/i;
/** Names of files that are about a folder, or of no feature at all. */
const hollow =
  /^(readme|index|changelog|contributing|license|todo|notes?|summary|reports?|deliverables?|output|final|complete|test|docs?)$/i;

/** A feature's name out of what a file's or a folder's name has left for it; `null` where that is nothing. */
export const readFeature = (text: string, keepReport: boolean): string | null => {
  let rest = text.replace(/^[-_. ]+|[-_. ]+$/g, '');
  const id = idsAtEnd.map((pattern) => pattern.exec(rest)?.[1]).find(Boolean);
  if (id) return id;
  const isShouted = rest === rest.toUpperCase();
  const isReport = isShouted || !keepReport || /^deliverable/i.test(rest);
  if (isReport) rest = rest.replace(hollowStart, '').replace(hollowEnd, '');
  if (rest === '' || hollow.test(rest)) return null;
  if (isId(rest) || (isShouted && /^[A-Z]+[-_]\d+$/.test(rest))) return suggestToken(rest);
  const words = isShouted ? rest.toLowerCase().replace(/_/g, '-') : rest;
  return suggestToken(words);
};

/** Reads a file's name, without its extension and the marks of a revision. */
export const readName = (stem: string, roster: Roster): NameEvidence => {
  const agents = Object.keys(roster.agents);
  const types = [...new Set(Object.values(roster.agents).flatMap(({ taskTypes }) => taskTypes))];
  const typesOf = (agent: string | null): readonly string[] =>
    agent === null ? types : (roster.agents[agent]?.taskTypes ?? []);
  let rest = stem.replace(new RegExp(`^${roster.prefix}[-_.]deliverables[-_.]`, 'i'), '');
  const start = rest.replace(/^(?:deliverable|report)[-_. ]+/i, '');
  let agent: string | null = null;
  let taskType: string | null = null;

  const take = (text: string, end: 'start' | 'end'): boolean => {
    const one = takeWord(text, agents, end);
    const two = one && takeWord(one.rest, typesOf(one.word), end);
    const type = takeWord(text, types, end);
    const three = type && takeWord(type.rest, agents, end);
    if (three && typesOf(three.word).includes(type.word)) {
      [agent, taskType, rest] = [three.word, type.word, three.rest];
    } else if (one) {
      [agent, taskType, rest] = [one.word, two?.word ?? null, (two ?? one).rest];
    } else return false;
    return true;
  };
  const end = rest.replace(hollowEnd, '');
  const isNamed = take(start, 'start') || take(end, 'end');
  if (!isNamed) {
    const type = takeWord(start, types, 'start') ?? takeWord(end, types, 'end');
    if (type) [taskType, rest] = [type.word, type.rest];
  } else if (taskType === null) {
    // As in cynthia-customer-search-research, or an agent's type that is another's: roy-frontend-search.
    const type = takeWord(rest, typesOf(agent), 'end') ?? takeWord(rest, types, 'start');
    if (type) [taskType, rest] = [type.word, type.rest];
  }
  const others = agents.filter((name) => name !== agent);
  const other = agent === null ? null : takeOther(rest, others, types);
  if (other) rest = other.rest;
  const keepReport = agent === null && taskType === null;
  const feature = readFeature(rest, keepReport || !/[_ ]/.test(stem));
  return { agent, taskType, feature, otherAgent: other?.word ?? null };
};

/** Another agent at an end of a name, and what is left without it and its task type. */
const takeOther = (text: string, agents: readonly string[], types: readonly string[]) => {
  for (const end of ['start', 'end'] as const) {
    const other = takeWord(text, agents, end);
    if (other)
      return { word: other.word, rest: takeWord(other.rest, types, end)?.rest ?? other.rest };
  }
  return null;
};
