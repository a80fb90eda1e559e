import { DeliverablesError } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { type BackedUpStream, type BackupContents, withRecord } from './backup-format.ts';
import { readRecords } from './read-records.ts';

/** What a backup holds, and what is wrong with it. */
export interface BackupInspection extends BackupContents {
  /** Why it is not complete: `integrity`, with the byte from which on it cannot be read. `null` where it is. */
  readonly damage: DeliverablesError | null;
}

/** @throws DeliverablesError `invalid_argument` for what cannot be iterated */
export const checkSource = (from: AsyncIterable<Uint8Array>): void => {
  const iterates = typeof Object(from)[Symbol.asyncIterator] === 'function';
  checkArgument(iterates, 'from', from, 'a ReadableStream, or another async iterable of bytes');
};

/**
 * Reads a backup to its end and checks every byte; changes nothing. What it answers of a backup that was cut off is what
 * `backup` takes as `resume`.
 *
 * @throws DeliverablesError `unsupported_format` for what is no backup, or one of a later format
 */
export const inspectBackup = async (from: AsyncIterable<Uint8Array>): Promise<BackupInspection> => {
  checkSource(from);
  let contents: BackupContents = { complete: false, streams: [], bytes: 0, checksum: '' };
  let streams: readonly BackedUpStream[] = [];
  try {
    for await (const { record, bytes, checksum } of readRecords(from)) {
      streams = withRecord(streams, record);
      contents = { complete: false, streams, bytes, checksum };
    }
    return { ...contents, complete: true, damage: null };
  } catch (error) {
    if (!DeliverablesError.isInstance(error) || error.code !== 'integrity') throw error;
    return { ...contents, damage: error };
  }
};
