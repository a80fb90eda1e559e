import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAgogFolder } from '../settings/make-agog-folder.ts';
import { decodeEntry, encodeEntry, type OutboxEntry } from './outbox-entry.ts';

/** An entry as it lies on the disk. */
export interface KeptEntry {
  readonly entry: OutboxEntry;
  readonly body: Uint8Array;
  /** Whether the process that published it last may still be at it. */
  readonly busy: boolean;
}

/** Reports on their way, in `.agog/outbox`. */
export interface Outbox {
  readonly folder: string;
  /** Keeps an entry: whole or not at all, and on the disk when this resolves. One with its id is replaced. */
  keep(entry: OutboxEntry, body: Uint8Array): Promise<void>;
  /** All entries, oldest first. What cannot be read as one is told, and left alone. */
  list(unreadable?: (error: unknown) => void): KeptEntry[];
  remove(id: string): void;
}

const extension = '.entry';
/** Longer than any attempt takes. */
const attempt = 120_000;

/** The outbox of the folder whose `.agog` is used. */
export const openOutbox = (home: string): Outbox => {
  const folder = join(home, '.agog', 'outbox');
  const pathOf = (id: string): string => join(folder, `${id}${extension}`);
  return {
    folder,
    async keep(entry, body) {
      makeAgogFolder(home);
      await mkdir(folder, { recursive: true });
      sweepDrafts(folder);
      const draft = `${pathOf(entry.id)}.${process.pid}.draft`;
      try {
        await writeThrough(draft, encodeEntry(entry, body));
        await rename(draft, pathOf(entry.id));
      } catch (error) {
        rmSync(draft, { force: true });
        throw error;
      }
      await syncFolder(folder);
    },
    list: (unreadable = () => {}) =>
      namesIn(folder, extension)
        .flatMap((name) => readEntry(join(folder, name), unreadable))
        .sort((one, other) => (one.entry.created < other.entry.created ? -1 : 1)),
    remove: (id) => rmSync(pathOf(id), { force: true }),
  };
};

/** Removes what processes that were killed had only begun to write. */
const sweepDrafts = (folder: string): void => {
  for (const name of namesIn(folder, '.draft')) {
    const [, id] = /\.(\d+)\.draft$/.exec(name) ?? [];
    const path = join(folder, name);
    if (!isRunning(Number(id)) && ageOf(path) > attempt) rmSync(path, { force: true });
  }
};

/** How long ago a file was written, in milliseconds; 0 where it has gone meanwhile. */
const ageOf = (path: string): number => {
  const { mtimeMs = Number.NaN } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs || 0;
};

const namesIn = (folder: string, ending: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ending));
  } catch {
    // Nothing was ever kept.
    return [];
  }
};

const readEntry = (path: string, unreadable: (error: unknown) => void): KeptEntry[] => {
  try {
    const { entry, body } = decodeEntry(readFileSync(path), path);
    return [{ entry, body, busy: ageOf(path) < attempt && isRunning(entry.process) }];
  } catch (error) {
    // Without the file another process has just published it.
    if (existsSync(path)) unreadable(error);
    return [];
  }
};

const isRunning = (id: number): boolean => {
  if (id === process.pid) return false;
  try {
    // Signal 0 asks, and sends nothing.
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user's process the system says only that it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const writeThrough = async (path: string, bytes: Uint8Array): Promise<void> => {
  await using file = await open(path, 'w', 0o600);
  await file.writeFile(bytes);
  await file.sync();
};

/** Makes the file's name as durable as its bytes; where folders cannot be synced, it is so already. */
const syncFolder = async (path: string): Promise<void> => {
  try {
    await using folder = await open(path, 'r');
    await folder.sync();
  } catch {
    // Windows.
  }
};
