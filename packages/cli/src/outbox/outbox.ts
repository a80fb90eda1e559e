import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
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
  /** Keeps an entry: whole or not at all, and on the disk when this returns. One with its id is replaced. */
  keep(entry: OutboxEntry, body: Uint8Array): void;
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
    keep(entry, body) {
      makeAgogFolder(home);
      mkdirSync(folder, { recursive: true });
      const draft = `${pathOf(entry.id)}.${process.pid}.draft`;
      writeThrough(draft, encodeEntry(entry, body));
      renameSync(draft, pathOf(entry.id));
      syncFolder(folder);
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

const writeThrough = (path: string, bytes: Uint8Array): void => {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Makes the file's name as durable as its bytes; where folders cannot be synced, it is so already. */
const syncFolder = (path: string): void => {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Windows.
  }
};
