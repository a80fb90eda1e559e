import { join } from 'node:path';
import {
  type CallOptions,
  type DeliverablesClient,
  DeliverablesError,
  type ReportHead,
} from '@agog/deliverables-core';
import { countPresent } from './missing-revisions.ts';
import type { ImportPlan, PlannedRevision } from './plan-import.ts';
import { readReportFile } from './read-report-file.ts';

/** What became of a planned revision. */
export interface ImportedRevision extends PlannedRevision {
  /** `new`: it would be published. `published`: it was. `unchanged`: the store has it. `failed`: see `reason`. */
  readonly outcome: 'new' | 'published' | 'unchanged' | 'failed';
  /** The stored revision, once published. */
  readonly sequence: number | null;
  readonly reason: string | null;
}

/** How to import. */
export interface ImportOptions extends CallOptions {
  /** Look at the store and publish nothing. */
  readonly dryRun: boolean;
  /** Called with every outcome. */
  readonly seen: (revision: ImportedRevision) => void;
}

/**
 * Publishes what the store does not have yet, channel by channel, the revisions of each in order. Where one cannot be
 * published, the later ones of its channel wait for the next time, and the other channels go on.
 *
 * @throws DeliverablesError where the store cannot be reached: everything else would fail as well
 */
export const runImport = async (
  client: DeliverablesClient,
  folder: string,
  plan: ImportPlan,
  { dryRun, seen, ...call }: ImportOptions,
): Promise<ImportedRevision[]> => {
  const results: ImportedRevision[] = [];
  const tell = (revision: ImportedRevision): void => {
    results.push(revision);
    seen(revision);
  };
  for (const [channel, revisions] of plan.channels) {
    const stored = await client.history({ channel }, call);
    const present = countPresent(
      revisions.map(({ digest }) => digest),
      stored.map(({ digest }) => digest),
    );
    let broken: string | null = null;
    let latest: Pick<ReportHead, 'sequence'> | undefined = stored.at(-1);
    for (const [index, revision] of revisions.entries()) {
      const plain = { ...revision, sequence: null, reason: null };
      if (index < present) tell({ ...plain, outcome: 'unchanged' });
      else if (dryRun) tell({ ...plain, outcome: 'new' });
      else if (broken) tell({ ...plain, outcome: 'failed', reason: `waits for ${broken}` });
      else {
        const result = await publish(client, folder, revision, latest?.sequence ?? 0, call);
        if (result.outcome === 'failed') broken = revision.file;
        else latest = { sequence: result.sequence ?? 0 };
        tell(result);
      }
    }
  }
  return results;
};

/** Errors that the next file would meet as well. */
const hopeless = /^(store_|authentication_failed|permission_denied|closed|aborted|timeout)/;

const publish = async (
  client: DeliverablesClient,
  folder: string,
  revision: PlannedRevision,
  expectedRevision: number,
  call: CallOptions,
): Promise<ImportedRevision> => {
  const { file, agent, taskType, featureName } = revision;
  const failed = (reason: string) =>
    ({ ...revision, outcome: 'failed', sequence: null, reason }) as const;
  const read = await readReportFile(join(folder, file));
  if ('reason' in read) return failed(read.reason);
  const metadata = { imported_from: file };
  const input = { agent, taskType, featureName, reportContent: read.bytes, metadata };
  try {
    const receipt = await client.publishReport(input, { ...call, expectedRevision });
    return { ...revision, outcome: 'published', sequence: receipt.sequence, reason: null };
  } catch (error) {
    const { code, message } = DeliverablesError.from(error);
    if (hopeless.test(code)) throw error;
    return failed(message);
  }
};
