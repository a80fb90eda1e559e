import type { CallOptions, DeliverablesClient, Roster } from '@agog/deliverables-core';
import { startDeadline } from '@agog/deliverables-core/transport';
import { ledgerFilter, workflowStream } from './workflow-stream.ts';

/** A run that a ledger in a store has counted. */
export interface CountedRun {
  /** Its name, as `createLedger` takes it. */
  readonly run: string;
  readonly features: readonly string[];
  /** When something was entered last, by the clock of the store. */
  readonly lastTime: Date;
}

/**
 * The runs that ledgers have kept in a store, the latest first. Makes no stream by being asked.
 *
 * @throws DeliverablesError what reading the store throws
 */
export function listRuns<R extends Roster>(
  store: DeliverablesClient<R>,
  options?: CallOptions,
): Promise<CountedRun[]>;
// The prefix is all that is needed of the roster; the signature above lets in the client of each.
export async function listRuns(
  { transport, roster: { prefix } }: DeliverablesClient,
  options?: CallOptions,
): Promise<CountedRun[]> {
  const deadline = startDeadline(options);
  const { name: stream } = workflowStream(prefix);
  if (transport.admin && (await transport.admin.info(stream, deadline.next())) === null) return [];
  const runs = new Map<string, CountedRun>();
  const query = { stream, filters: [ledgerFilter(prefix, '*')], select: 'last' } as const;
  for await (const { subject, time } of transport.readHeads(query, deadline.next())) {
    const [run = '', feature = ''] = subject.slice(`${prefix}.workflows.`.length).split('.');
    const known = runs.get(run)?.features ?? [];
    // In the order of the stream: whatever comes later is later.
    runs.set(run, { run, features: [...known, feature], lastTime: time });
  }
  return [...runs.values()].sort((one, other) => Number(other.lastTime) - Number(one.lastTime));
}
