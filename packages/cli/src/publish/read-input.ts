import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
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
export const readInput = async (
  { surroundings, output, signal }: CommandContext,
  what: string,
): Promise<Uint8Array> => {
  const { input } = surroundings;
  if (input.isTTY) {
    fail('invalid_argument', `There is no ${what}.`, `Name a file, or pipe the ${what} into it.`);
  }
  const timer = setTimeout(
    () => output.note(`Waiting for the ${what} on standard input …`),
    patience,
  );
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
 * @throws DeliverablesError `invalid_argument`
 */
export const readFileOrInput = async (
  context: CommandContext,
  file: string | undefined,
  what: string,
): Promise<Uint8Array> => {
  if (file === undefined || file === '-') return readInput(context, what);
  try {
    return readFileSync(resolve(context.surroundings.folder, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // what the file system throws
    const hint = 'Check the path; for standard input leave --file out, or write --file -.';
    return fail('invalid_argument', `${file} cannot be read (${code}).`, hint, undefined, error);
  }
};

const contentTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};

/** What a file holds, by its name; Markdown where the name does not say. */
export const contentTypeOf = (file: string | undefined): string =>
  contentTypes[extname(file ?? '').toLowerCase()] ?? 'text/markdown; charset=utf-8';
