import { join } from 'node:path';
import { DeliverablesError, type Roster } from '@agog/deliverables-core';
import { buildReportSubject, streamsOf } from '@agog/deliverables-core/transport';
import { findMarkdown, type LeftOut, type MarkdownFile } from './find-markdown.ts';
import { type Identity, identifyReport } from './identify-report.ts';
import { readReportFile } from './read-report-file.ts';
import { readText, type TextEvidence } from './read-text.ts';
import { compareMarks, noMark, type RevisionMark, takeRevisionMark } from './revision-mark.ts';

/** A file that is to become a revision. */
export interface PlannedRevision {
  /** Below the folder. */
  readonly file: string;
  readonly channel: string;
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  /** Its place among the folder's revisions of that channel, from 1. */
  readonly revision: number;
  /** What was read from where. */
  readonly why: string;
  readonly digest: string;
  readonly size: number;
}

/** What becomes of every file of a folder. */
export interface ImportPlan {
  /** By channel, each with its revisions in order. */
  readonly channels: ReadonlyMap<string, readonly PlannedRevision[]>;
  readonly skipped: readonly LeftOut[];
}

/** A file with all that it says. */
interface Candidate extends Pick<MarkdownFile, 'size' | 'modified'> {
  readonly file: string;
  readonly digest: string;
  readonly text: TextEvidence;
}

interface Placed extends Candidate {
  readonly identity: Identity & { readonly channel: string };
  readonly mark: RevisionMark;
}

/**
 * Tells every Markdown file of a folder, without asking the store. The same folder gives the same plan.
 *
 * @param seen - Called for every file that has been read.
 */
export const planImport = async (
  folder: string,
  roster: Roster,
  seen: (file: string) => void = () => {},
): Promise<ImportPlan> => {
  const { files, leftOut } = await findMarkdown(folder);
  const skipped: LeftOut[] = [...leftOut];
  const candidates: Candidate[] = [];
  const largest = Math.max(
    ...streamsOf(roster).map(({ maxMessageSize }) => maxMessageSize ?? Number.POSITIVE_INFINITY),
  );
  for (const { path, size, modified } of files) {
    const read =
      size > largest
        ? { reason: `larger than any stream takes: ${size} of at most ${largest} bytes` }
        : await readReportFile(join(folder, path));
    if ('reason' in read) skipped.push({ path, reason: read.reason });
    else {
      const text = readText(read.text, roster);
      candidates.push({ file: path, size, modified, digest: read.digest, text });
    }
    seen(path);
  }
  const channels = new Map<string, PlannedRevision[]>();
  for (const [channel, placed] of groupByChannel(candidates, roster, skipped)) {
    const kept = withoutRepeats(placed, skipped);
    if (kept.length > 0) channels.set(channel, kept.map(toRevision));
  }
  skipped.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { channels, skipped };
};

const toRevision = ({ file, identity, digest, size }: Placed, index: number): PlannedRevision => ({
  file,
  ...identity,
  revision: index + 1,
  digest,
  size,
});

const groupByChannel = (
  candidates: readonly Candidate[],
  roster: Roster,
  skipped: LeftOut[],
): [string, Placed[]][] => {
  const groups = new Map<string, Placed[]>();
  const place = (candidate: Candidate, path: string, mark: RevisionMark): void => {
    const identity = locate(path, candidate.text, roster);
    if ('reason' in identity) skipped.push({ path: candidate.file, reason: identity.reason });
    else {
      const group = groups.get(identity.channel) ?? [];
      groups.set(identity.channel, [...group, { ...candidate, identity, mark }]);
    }
  };
  const doubtful: (readonly [Candidate, string, string, RevisionMark])[] = [];
  for (const candidate of candidates) {
    const path = candidate.file.replace(/\.[^.]*$/, '');
    const slash = path.lastIndexOf('/') + 1;
    const { base, mark, sure } = takeRevisionMark(path.slice(slash));
    const unmarked = path.slice(0, slash) + base;
    if (sure) place(candidate, unmarked, mark);
    else doubtful.push([candidate, path, unmarked, mark]);
  }
  // search-2 is a revision of search where there is a search, and else a feature.
  const certain = new Set(groups.keys());
  for (const [candidate, path, unmarked, mark] of doubtful) {
    const identity = locate(unmarked, candidate.text, roster);
    const isRevision = 'channel' in identity && certain.has(identity.channel);
    place(candidate, isRevision ? unmarked : path, isRevision ? mark : noMark);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
};

/** A report's identity with its channel; what the grammar of names refuses is a reason too. */
const locate = (path: string, text: TextEvidence, roster: Roster) => {
  const identity = identifyReport(path, text, roster);
  if ('reason' in identity) return identity;
  try {
    return { ...identity, channel: buildReportSubject({ prefix: roster.prefix, ...identity }) };
  } catch (error) {
    return { reason: DeliverablesError.from(error).message };
  }
};

/** The revisions of a channel in order, without those that say the same as the one before. */
const withoutRepeats = (placed: readonly Placed[], skipped: LeftOut[]): Placed[] => {
  const ordered = placed.toSorted(
    (one, other) => compareMarks(timed(one), timed(other)) || (one.file < other.file ? -1 : 1),
  );
  const kept: Placed[] = [];
  for (const one of ordered) {
    const before = kept.at(-1);
    if (before?.digest === one.digest) {
      skipped.push({ path: one.file, reason: `the same as ${before.file}` });
    } else kept.push(one);
  }
  return kept;
};

const timed = ({ mark, text, modified }: Placed) => ({
  ...mark,
  time: mark.date ?? text.date ?? modified,
});
