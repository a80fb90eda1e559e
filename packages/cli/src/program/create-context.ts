import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Output } from '../output/output.ts';
import type { Settings } from '../settings/settings.ts';
import type { CommandContext } from './command-context.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Surroundings } from './surroundings.ts';

/** A {@link CommandContext}, and what the program around the command needs of it. */
export interface OpenContext extends CommandContext, AsyncDisposable {
  exitCode(): number;
  /** What must not be printed, whatever throws. */
  secrets(): readonly string[];
}

/** The context of one run. Nothing is read or opened before a command asks for it. */
export const createContext = (
  surroundings: Surroundings,
  output: Output,
  globals: () => GlobalOptions,
): OpenContext => {
  const { signal } = surroundings;
  let code: ExitCode = exitCodes.ok;
  let known: Settings | null = null;
  let reading: Promise<Settings> | null = null;
  let opening: ReturnType<CommandContext['open']> | null = null;

  const read = async (): Promise<Settings> => {
    const { readSettings } = await import('../settings/read-settings.ts');
    known = await readSettings(surroundings, globals());
    return known;
  };
  const settings = (): Promise<Settings> => {
    reading ??= read();
    return reading;
  };
  const call: CommandContext['call'] = () => {
    const { timeout } = globals();
    return timeout === undefined ? { signal } : { signal, timeout };
  };
  return {
    surroundings,
    output,
    signal,
    globals,
    call,
    settings,
    open(options = {}) {
      const open = async () => {
        const { openStore } = await import('../connect/open-store.ts');
        return openStore(await settings(), { ...options, ...call() }, output.note);
      };
      opening ??= open();
      return opening;
    },
    finish(next) {
      code = next;
    },
    // Who interrupts a command learns that it was interrupted, however tidily it ended.
    exitCode: () => (signal.aborted ? Number(signal.reason) : code),
    secrets: () => known?.secrets ?? [],
    async [Symbol.asyncDispose]() {
      const client = await opening?.catch(() => null);
      await client?.close();
    },
  };
};
