import { createReadStream } from 'node:fs';
import { extname, resolve } from 'node:path';
import { DeliverablesError } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { CommandContext } from '../program/command-context.ts';

/** More than any store takes, and little enough to hold. */
const largest = 64 * 1024 * 1024;
/** After so long people should know what is waited for, in milliseconds. */
const patience = 1_000;

/**
 * All of standard input.
 *
 * @throws DeliverablesError `invalid_argument` on a terminal, `message_too_large`, `aborted`
 */
export const readInput = async (context: CommandContext, what: string): Promise<Uint8Array> => {
  const { input } = context.surroundings;
  if (input.isTTY) {
    fail('invalid_argument', `There is no ${what}.`, `Name a file, or pipe the ${what} into it.`);
  }
  return collect(context, input, what);
};

/** All of a stream, unless it is longer than any report. */
const collect = async (
  { output, signal }: CommandContext,
  input: AsyncIterable<Uint8Array | string>,
  what: string,
): Promise<Uint8Array> => {
  const timer = setTimeout(() => output.note(`Waiting for the ${what} …`), patience);
  const parts: Buffer[] = [];
  let size = 0;
  const interrupted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  const read = async (): Promise<void> => {
    for await (const part of input) {
      const bytes = Buffer.from(part);
      parts.push(bytes);
      size += bytes.length;
      if (size > largest) {
        const hint = 'Publish what is written for others, and keep data in files.';
        fail('message_too_large', `The ${what} has more than ${largest} bytes.`, hint);
      }
    }
  };
  try {
    await Promise.race([read(), interrupted]);
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(parts);
};

/**
 * The bytes of a file, or for `-` those of standard input.
 *
 * @throws DeliverablesError `invalid_argument`, `message_too_large`, `aborted`
 */
export const readFileOrInput = async (
  context: CommandContext,
  file: string | undefined,
  what: string,
): Promise<Uint8Array> => {
  if (file === undefined || file === '-') return readInput(context, what);
  // A stream, since a pipe has no size and a device no end.
  const stream = createReadStream(resolve(context.surroundings.folder, file));
  try {
    return await collect(context, stream, what);
  } catch (error) {
    if (context.signal.aborted || DeliverablesError.isInstance(error)) throw error;
    const { code } = error as NodeJS.ErrnoException; // what the file system throws
    const reason = reasons[code ?? ''] ?? code;
    const hint = 'Check the path; for standard input leave --file out, or write --file -.';
    return fail('invalid_argument', `${file} cannot be read: ${reason}.`, hint, undefined, error);
  } finally {
    stream.destroy();
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** Bytes that are no text. */
export const binary = 'application/octet-stream';

const contentTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};

const markdown = 'text/markdown; charset=utf-8';
/** So much of a report is looked at to tell whether it is text, in bytes. */
const looked = 8_000;

/** What a report holds, by its file's name; Markdown where that does not say, and unless it has a byte that no text has. */
export const contentTypeOf = (file: string | undefined, body: Uint8Array): string => {
  const isBinary = body.subarray(0, looked).includes(0);
  return contentTypes[extname(file ?? '').toLowerCase()] ?? (isBinary ? binary : markdown);
};
