import type { Roster } from '@agog/deliverables-core';
import { isId, type NameEvidence, readFeature, readName } from './read-name.ts';
import type { TextEvidence } from './read-text.ts';

/** Whose report a file is. */
export interface Identity {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  /** What was read from where, in a few words. */
  readonly why: string;
}

/** A file that cannot be told, and why. */
export interface Unidentified {
  readonly reason: string;
}

type Source = 'name' | 'text' | 'folder' | 'roster';
type Found = readonly [value: string, source: Source];

/**
 * Whose report a file is, from its name, the folders it is in, and what its text says. Where two of them disagree, the file
 * is not told: a report on the wrong channel is worse than one that is named by hand.
 *
 * @param path - The file's, below the folder that is imported, without extension and marks of a revision.
 */
export const identifyReport = (
  path: string,
  text: TextEvidence,
  roster: Roster,
): Identity | Unidentified => {
  const folders = path.split('/');
  const name = readName(folders.pop() ?? '', roster);
  const above = readFolders(folders, roster);
  if (text.agent && !text.agent.known && !(name.agent && text.channel)) {
    const adding = `agog agent add ${text.agent.name} --type TYPE`;
    return { reason: `its author ${text.agent.name} is not in the roster: ${adding}` };
  }
  const agent = one('agent', [
    [text.channel?.agent, 'text'],
    [name.agent, 'name'],
    [text.agent?.name, 'text'],
    [name.agent ? null : above.agent, 'folder'],
    [name.agent || text.agent || above.agent ? null : ofType(name.taskType, roster), 'name'],
    [name.agent || text.agent || name.taskType ? null : ofType(above.taskType, roster), 'folder'],
  ]);
  if (agent === null) return { reason: 'no agent of the roster in its name, folders or text' };
  if ('reason' in agent) return agent;
  const definition = roster.agents[agent[0]];
  if (!definition) return { reason: `the roster has no agent ${agent[0]}` };
  if (name.otherAgent && !text.channel && !text.agent) {
    return { reason: `its name has two agents: ${agent[0]} and ${name.otherAgent}` };
  }
  const type = findType(agent[0], definition.taskTypes, name, text, above.taskType);
  if ('reason' in type) return type;
  const feature = findFeature(name, text, above.feature);
  if ('reason' in feature) return feature;
  return {
    agent: agent[0],
    taskType: type[0],
    featureName: feature[0],
    why: tell(agent, type, feature),
  };
};

/** What all that say something agree on, `null` where none does. */
const one = (
  what: string,
  said: readonly (readonly [string | null | undefined, Source])[],
): Found | Unidentified | null => {
  const found = said.flatMap(([value, source]): Found[] => (value ? [[value, source]] : []));
  const [first] = found;
  if (!first) return null;
  const other = found.find(([value]) => plain(value) !== plain(first[0]));
  if (!other) return first;
  return {
    reason: `ambiguous ${what}: ${first[0]} by its ${first[1]}, ${other[0]} by its ${other[1]}`,
  };
};

const plain = (text: string): string => text.toLowerCase().replace(/_/g, '-');

/** The only agent of a task type. */
const ofType = (taskType: string | null, roster: Roster): string | null => {
  const agents = Object.entries(roster.agents).flatMap(([agent, { taskTypes }]) =>
    taskType !== null && taskTypes.includes(taskType) ? [agent] : [],
  );
  return agents.length === 1 ? (agents[0] ?? null) : null;
};

const findType = (
  agent: string,
  types: readonly string[],
  name: NameEvidence,
  text: TextEvidence,
  folder: string | null,
): Found | Unidentified => {
  const said = one('task type', [
    [text.channel?.taskType, 'text'],
    [name.taskType, 'name'],
    [text.taskType, 'text'],
    // A folder of another agent's type says nothing.
    [folder !== null && types.includes(folder) && !name.taskType ? folder : null, 'folder'],
  ]);
  if (said && 'reason' in said) return said;
  if (said && !types.includes(said[0])) {
    return { reason: `ambiguous: ${agent} has no task type ${said[0]}, as its ${said[1]} says` };
  }
  const [only, ...others] = types;
  if (said) return said;
  if (others.length === 0 && only) return [only, 'roster'];
  return { reason: `ambiguous: which of the task types ${types.join(', ')} of ${agent}` };
};

const findFeature = (
  name: NameEvidence,
  text: TextEvidence,
  folder: string | null,
): Found | Unidentified => {
  const precise = (value: string | null): string | null => (value && isId(value) ? value : null);
  // A name that tells no agent is a title like any other, and gives way to what is said on purpose.
  const named = name.agent || name.taskType ? name.feature : null;
  const said = one('feature', [
    [text.channel?.feature, 'text'],
    [text.exact && !text.channel ? text.feature : null, 'text'],
    // A name that only says what an id is about, as VENDOR_SCORECARDS does, gives way to the id.
    [text.channel || (text.exact && precise(text.feature)) ? precise(named) : named, 'name'],
    [named || text.exact || text.channel ? null : precise(folder), 'folder'],
  ]);
  if (said) return said;
  if (text.feature) return [text.feature, 'text'];
  if (name.feature) return [name.feature, 'name'];
  if (folder) return [folder, 'folder'];
  return { reason: 'no feature in its name, folders or text' };
};

/** What the nearest folders say: `roy/`, `research/`, `REQ-1/`; dates are passed over. */
const readFolders = (folders: readonly string[], roster: Roster) => {
  const found: { agent: string | null; taskType: string | null; feature: string | null } = {
    agent: null,
    taskType: null,
    feature: null,
  };
  for (const folder of folders.toReversed()) {
    if (/^\d{4}(-\d\d){0,2}$/.test(folder)) continue;
    const { agent, taskType, feature } = readName(folder, roster);
    // A folder such as research-notes is about neither research nor a feature of it.
    if (feature === null || agent) {
      found.agent ??= agent;
      found.taskType ??= taskType;
    }
    found.feature ??= agent || taskType ? feature : readFeature(folder, true);
  }
  return found;
};

const tell = (agent: Found, type: Found, feature: Found): string => {
  const parts = [
    ['agent', agent[1]],
    ['task type', type[1]],
    ['feature', feature[1]],
  ] as const;
  const sources = [...new Set(parts.map(([, source]) => source))];
  return sources
    .map((source) => {
      const what = parts.flatMap(([part, from]) => (from === source ? [part] : []));
      return `${what.join(', ')} by its ${source}`;
    })
    .join('; ')
    .replaceAll('by its roster', 'by the roster');
};
