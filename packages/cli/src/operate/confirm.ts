import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { fail } from '@agog/deliverables-core/transport';
import { exitCodes } from '../exit-codes.ts';
import type { CommandContext } from '../program/command-context.ts';

/** How long a program that is no person may take to answer, in milliseconds. */
const patience = 30_000;

/**
 * Asks before something goes for good, on standard error. True where the answer is yes, or `--yes` was given.
 *
 * @throws DeliverablesError `invalid_argument` where nobody answers
 */
export const confirm = async (
  question: string,
  yes: boolean | undefined,
  { surroundings, signal }: Pick<CommandContext, 'surroundings' | 'signal'>,
): Promise<boolean> => {
  if (yes) return true;
  const { input, standardError } = surroundings;
  const waits = input.isTTY ? signal : AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  standardError.write(`${question} [y/N] `);
  const answer = await firstLine(input, waits);
  if (!input.isTTY) standardError.write('\n');
  if (answer !== null) return /^\s*y(es)?\s*$/i.test(answer);
  return fail(
    'invalid_argument',
    'Nobody answered, so nothing was removed.',
    'Add --yes to go ahead.',
  );
};

/** The first line of the input; `null` where it ends, or the signal aborts, before there is one. */
const firstLine = async (
  input: CommandContext['surroundings']['input'],
  signal: AbortSignal,
): Promise<string | null> => {
  const stream = input instanceof Readable ? input : Readable.from(input);
  const lines = createInterface({ input: stream, signal });
  try {
    for await (const line of lines) return line;
    return null;
  } finally {
    lines.close();
  }
};

/** Ends a command whose question was answered with no. */
export const declined = ({ output, finish }: Pick<CommandContext, 'output' | 'finish'>): void => {
  output.note('Nothing was removed.');
  finish(exitCodes.failed);
};
