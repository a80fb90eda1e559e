import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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
  /** All entries, oldest first. */
  list(): KeptEntry[];
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
      const draft = `${pathOf(entry.id)}.${process.pid}.draft`;
      await writeThrough(draft, encodeEntry(entry, body));
      await rename(draft, pathOf(entry.id));
      await syncFolder(folder);
    },
    list: () =>
      namesIn(folder)
        .flatMap((name) => readEntry(join(folder, name)))
        .sort((one, other) => (one.entry.created < other.entry.created ? -1 : 1)),
    remove: (id) => rmSync(pathOf(id), { force: true }),
  };
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(extension));
  } catch {
    // Nothing was ever kept.
    return [];
  }
};

const readEntry = (path: string): KeptEntry[] => {
  let bytes: Buffer;
  let written = 0;
  try {
    bytes = readFileSync(path);
    written = statSync(path).mtimeMs;
  } catch {
    // Another process has just published it.
    return [];
  }
  const { entry, body } = decodeEntry(bytes, path);
  const isRecent = Date.now() - written < attempt;
  return [{ entry, body, busy: isRecent && isRunning(entry.process) }];
};

const isRunning = (id: number): boolean => {
  if (id === process.pid) return false;
  try {
    // Signal 0 asks, and sends nothing.
    process.kill(id, 0);
    return true;
  } catch {
    return false;
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
