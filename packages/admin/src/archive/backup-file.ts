import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DeliverablesError, type Transport } from '@agog/deliverables-core';
import { checkArgument, fail } from '@agog/deliverables-core/transport';
import { type BackupOptions, backup } from './backup.ts';
import type { BackupContents } from './backup-format.ts';
import { type BackupInspection, inspectBackup } from './inspect-backup.ts';
import { checkNamed, checkSelection, type RestoreOptions, restore } from './restore.ts';
import type { RestoredStream } from './restore-stream.ts';

/** What to back up into a file. */
export type BackupFileOptions = Omit<BackupOptions, 'to' | 'resume'>;

/** What to restore from a file. */
export type RestoreFileOptions = Omit<RestoreOptions, 'from'>;

const checkPath = (path: string): void =>
  checkArgument(typeof path === 'string' && path !== '', 'path', path, 'the path of a file');

/** Whether a file is the matter. */
const isOfSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Runs work on files; what the system refuses is a `store_unavailable` that names the file. */
const onFile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const known = DeliverablesError.from(error);
    if (known.code !== 'unexpected' || !isOfSystem(known.cause)) throw known;
    return fail(
      'store_unavailable',
      `The backup ${path} cannot be used: ${known.message}.`,
      'Look whether it is there, who may read and write it, and how much room there is.',
      { path },
      error,
    );
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(dirname(path));
  // Windows knows no such thing.
  await folder.sync().catch(() => {});
  await folder.close();
};

/** Appends to a file; what is written is on the disk when it closes. */
const appendTo = (file: FileHandle): WritableStream<Uint8Array> =>
  new WritableStream({
    async write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        done += (await file.write(chunk, done)).bytesWritten;
      }
    },
    async close() {
      await file.sync();
      await file.close();
    },
    abort: () => file.close(),
  });

/**
 * Backs streams up into a new file. Writes to `<path>.partial`, and gives it its name once it is whole and on the disk. A
 * `.partial` that is there is of a backup that was cut off: it is checked, and the backup goes on behind what is whole.
 *
 * @throws DeliverablesError as `backup` does; `invalid_argument` where there is such a file, `store_unavailable` where the
 * file cannot be written
 */
export const backupToFile = async (
  transport: Transport,
  path: string,
  options: BackupFileOptions,
): Promise<BackupContents> => {
  checkPath(path);
  const partial = `${path}.partial`;
  return onFile(path, async () => {
    checkArgument(!(await exists(path)), 'path', path, 'that of a file that is not there yet');
    const resume = (await exists(partial)) ? await inspectBackupFile(partial) : undefined;
    if (resume) await truncate(partial, resume.bytes);
    const file = await open(partial, 'a', 0o600);
    const contents = await backup(transport, { ...options, resume, to: appendTo(file) }).finally(
      // Closed already, unless nothing was begun.
      () => file.close().catch(() => {}),
    );
    await rename(partial, path);
    await syncFolder(path);
    return contents;
  });
};

/**
 * Reads a backup's file to its end and checks every byte.
 *
 * @throws DeliverablesError as `inspectBackup` does; `store_unavailable` where the file cannot be read
 */
export const inspectBackupFile = async (path: string): Promise<BackupInspection> => {
  checkPath(path);
  return onFile(path, () => inspectBackup(createReadStream(path)));
};

/**
 * Restores streams from a file, after checking all of it: a damaged one changes nothing.
 *
 * @throws DeliverablesError as `restore` does; `store_unavailable` where the file cannot be read
 */
export const restoreFromFile = async (
  transport: Transport,
  path: string,
  options: RestoreFileOptions = {},
): Promise<RestoredStream[]> => {
  checkSelection(options);
  const { damage, streams } = await inspectBackupFile(path);
  if (damage) throw damage;
  checkNamed(
    options,
    streams.map(({ config }) => config.name),
  );
  return onFile(path, () => restore(transport, { ...options, from: createReadStream(path) }));
};
