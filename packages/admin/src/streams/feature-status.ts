import type { CallOptions, Roster, Transport } from '@agog/deliverables-core';
import {
  noticeStreamName,
  parseSubject,
  reportStreamNames,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { firstTime } from '../archive/copied-message.ts';
import { requireAdmin } from './require-admin.ts';

/** What the streams of a roster hold of one feature. */
export interface FeatureStatus {
  readonly featureName: string;
  /** Who has reports on it, in the roster's order; agents that left the roster come last. */
  readonly agents: readonly string[];
  /** How many revisions there are, over all its channels. */
  readonly revisions: number;
  readonly notices: number;
  /** Bytes in the bodies of all its revisions. */
  readonly bytes: number;
  readonly firstTime: Date | null;
  /** When its newest report was stored, in this store or the one that it was moved from; `null` when only notices are left. */
  readonly lastTime: Date | null;
}

interface Tally {
  agents: Set<string>;
  revisions: number;
  notices: number;
  bytes: number;
  firstTime: Date | null;
  lastTime: Date | null;
}

/** What the streams hold, by feature, sorted by name. Reads the heads of every report, and no body. */
export const readFeatures = async (
  transport: Transport,
  roster: Roster,
  options?: CallOptions,
): Promise<FeatureStatus[]> => {
  const deadline = startDeadline(options);
  const admin = requireAdmin(transport, 'The status of features');
  const tallies = new Map<string, Tally>();
  const tallyOf = (featureName: string): Tally => {
    const tally = tallies.get(featureName) ?? {
      ...{ agents: new Set<string>(), revisions: 0, notices: 0, bytes: 0 },
      ...{ firstTime: null, lastTime: null },
    };
    tallies.set(featureName, tally);
    return tally;
  };
  const exists = async (stream: string): Promise<boolean> =>
    (await admin.info(stream, deadline.next())) !== null;

  for (const stream of reportStreamNames(roster)) {
    if (!(await exists(stream))) continue;
    for await (const head of transport.readHeads({ stream, select: 'all' }, deadline.next())) {
      const parsed = parseSubject(head.subject, roster.prefix);
      if (parsed?.kind !== 'report') continue;
      const tally = tallyOf(parsed.featureName);
      tally.agents.add(parsed.agent);
      tally.revisions += 1;
      tally.bytes += head.size;
      const time = firstTime(head);
      if (!tally.firstTime || time < tally.firstTime) tally.firstTime = time;
      if (!tally.lastTime || time > tally.lastTime) tally.lastTime = time;
    }
  }
  const notices = noticeStreamName(roster);
  if (await exists(notices)) {
    for (const [subject, count] of await admin.subjects(notices, '>', deadline.next())) {
      const parsed = parseSubject(subject, roster.prefix);
      if (parsed?.kind === 'notice') tallyOf(parsed.featureName).notices += count;
    }
  }
  const known = Object.keys(roster.agents);
  const inOrder = (agents: ReadonlySet<string>): string[] => [
    ...known.filter((agent) => agents.has(agent)),
    ...[...agents].filter((agent) => !known.includes(agent)),
  ];
  return [...tallies]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([featureName, tally]) => ({
      featureName,
      ...tally,
      agents: inOrder(tally.agents),
    }));
};
