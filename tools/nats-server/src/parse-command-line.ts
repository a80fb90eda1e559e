import { type ServerLine, serverLines } from './server-lines.ts';

/** What `main.ts` is asked to do. A `version` of `null` leaves the choice open. */
export type CommandLine =
  | { readonly action: 'provide' }
  | {
      readonly action: 'run';
      readonly version: ServerLine | null;
      readonly command: string;
      readonly words: readonly string[];
    };

const usage = `usage: main.ts provide
       main.ts run [--version ${serverLines.join('|')}] -- COMMAND [WORDS…]`;

/** Reads the words after the program's name. Throws with the usage when they make no sense. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const [action, ...rest] = words;
  if (action === 'provide' && rest.length === 0) return { action };
  const dashes = rest.indexOf('--');
  const [command, ...commandWords] = rest.slice(dashes + 1);
  if (action !== 'run' || dashes < 0 || command === undefined) throw new Error(usage);
  const options = rest.slice(0, dashes);
  const version = serverLines.find((line) => line === options[1]) ?? null;
  const understood = options.length === 0 || (options.length === 2 && version !== null);
  if (!understood || (version !== null && options[0] !== '--version')) throw new Error(usage);
  return { action, version, command, words: commandWords };
}
