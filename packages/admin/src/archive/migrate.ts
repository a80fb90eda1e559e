import type { CallOptions, Transport } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import { checkArgument, startDeadline } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';
import { checkChoice, chooseStreams, type StreamChoice } from './choose-streams.ts';
import { pause } from './pause.ts';
import type { OnProgress } from './progress.ts';
import {
  type MigratedStream,
  type StreamMigration,
  startStreamMigration,
} from './stream-migration.ts';

/** How long to wait before looking for something new, in milliseconds. */
const interval = 100;

/** What to migrate, and where to. */
export interface MigrateOptions extends CallOptions {
  /** Where the streams are. May be written to all the time. */
  readonly from: Transport;
  /** Where they are to be. Nobody writes to these streams here before the migration has ended. */
  readonly to: Transport;
  readonly streams: StreamChoice;
  /**
   * Follows until this aborts, then copies what there is by then, and ends. Default: copies what there is in the
   * beginning, and ends.
   */
  readonly followUntil?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Copies streams from one store into another while they are written to: every message once, under its sequence, with its
 * subject, headers and body, and its first time in the header `Agog-Time`. In the end both sides are compared, and what
 * was removed from the original after it was copied is removed from the copy. Whatever ends it earlier, also the end of
 * the process: called again it goes on behind what is there. Durable names are not copied.
 *
 * Stop the writers before `followUntil` aborts: what they store after that stays behind.
 *
 * @throws DeliverablesError `stream_not_found`; `stream_conflict` where the target holds something else; `unsupported` for
 * a gap that the target cannot leave, or without the right to manage streams
 */
export const migrate = async (options: MigrateOptions): Promise<MigratedStream[]> => {
  const { from, to, streams, followUntil, onProgress, ...callOptions } = options;
  for (const [name, transport] of Object.entries({ from, to })) {
    checkArgument(transport?.specificationVersion === 1, name, transport, 'an open transport');
  }
  checkChoice(streams);
  const follows = followUntil === undefined || followUntil instanceof AbortSignal;
  checkArgument(follows, 'followUntil', followUntil, 'an AbortSignal');
  const deadline = startDeadline(callOptions);
  try {
    const chosen = await chooseStreams(from, streams, deadline);
    const migrations: StreamMigration[] = [];
    for (const origin of chosen) {
      const migration = { from, to, origin, onProgress, deadline };
      migrations.push(await startStreamMigration(migration));
    }
    while (followUntil && !followUntil.aborted) {
      let isMoving = false;
      for (const migration of migrations) {
        if (!followUntil.aborted) isMoving = (await migration.copyOn()) || isMoving;
      }
      if (!isMoving) await pause(interval, deadline, followUntil);
    }
    const admin = requireAdmin(from, 'A migration');
    const ends = new Map<string, number>();
    for (const { config, state } of followUntil ? await admin.list(deadline.next()) : chosen) {
      ends.set(config.name, state.lastSequence);
    }
    const results: MigratedStream[] = [];
    for (const migration of migrations) {
      results.push(await migration.finish(ends.get(migration.stream) ?? 0));
    }
    return results;
  } catch (error) {
    throw DeliverablesError.from(error);
  }
};
