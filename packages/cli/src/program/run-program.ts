import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { exitCodes } from '../exit-codes.ts';
import { createOutput } from '../output/output.ts';
import { agentCommands } from './agent-commands.ts';
import type { CommandEntry } from './command-entry.ts';
import { createContext } from './create-context.ts';
import { parseDuration } from './global-options.ts';
import { operatingCommands } from './operating-commands.ts';
import { readVersion } from './read-version.ts';
import type { Surroundings } from './surroundings.ts';

const groups: readonly (readonly [string, readonly CommandEntry[]])[] = [
  ['For agents:', agentCommands],
  ['For operating the store:', operatingCommands],
];

const usageHint = 'agog COMMAND --help says how';

const closing = `
Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 the store cannot be reached or refuses, 4 not in time,
5 blocked and 6 failed (as wait found), 130 interrupted.
The store is --url, else AGOG_URL, else the url of agog.config.json, else .agog/deliverables.db here.`;

/** Runs one command line; resolves with its exit code and never rejects. */
export const runProgram = async (
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> => {
  const program = createProgram(surroundings);
  const output = createOutput(surroundings, () => program.opts());
  await using context = createContext(surroundings, output, () => program.opts());
  try {
    for (const [group, entries] of groups) {
      for (const { name, summary, hidden = false } of entries) {
        const command = program.command(name, { hidden });
        command
          .summary(summary)
          .description(`${capitalized(summary)}.`)
          .helpGroup(group);
      }
    }
    await loadCalled(program, words, context);
    await program.parseAsync(words, { from: 'user' });
    return context.exitCode();
  } catch (error) {
    // Help and the version end the same way, after they were printed.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    if (error instanceof CommanderError) {
      // People have been told by then; and the options may not all have been read.
      const isBare = error.code === 'commander.help';
      const message = isBare ? 'No command is named.' : error.message;
      if (words.includes('--json')) output.refuse(message, usageHint);
      return exitCodes.usage;
    }
    return output.explain(error, context.secrets());
  }
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const createProgram = ({ standardOutput, standardError }: Surroundings) =>
  new Command('agog')
    .description('Publish, read, watch and operate the deliverables of AI agents.')
    .version(readVersion(), '-V, --version', 'print the version')
    .option('--url <url>', 'the store: sqlite:PATH, nats://, tls://, ws://, wss://, memory:')
    .option('--config <file>', 'an agog.config.json, in place of the nearest one')
    .option('--json', 'answer with one JSON object a line')
    .addOption(
      new Option('--timeout <time>', 'how long to wait for the store: 500ms, 30s, 5m').argParser(
        parseDuration,
      ),
    )
    .option('--no-color', 'no colours, also by NO_COLOR and where the output is no terminal')
    .option('--debug', 'errors with their stack')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => standardOutput.write(text),
      writeErr: (text) => standardError.write(text),
      getOutHelpWidth: () => standardOutput.columns ?? 100,
      getErrHelpWidth: () => standardError.columns ?? 100,
    })
    .addHelpText('after', closing)
    .showHelpAfterError(`(${usageHint})`)
    .exitOverride();

/** Loads the file of the command that is called, and no other; for a hidden one all of them. */
const loadCalled = async (
  program: ReturnType<typeof createProgram>,
  words: readonly string[],
  context: Parameters<Awaited<ReturnType<CommandEntry['load']>>>[1],
): Promise<void> => {
  const { operands } = program.parseOptions([...words]);
  const [first, second] = operands;
  const name = first === 'help' ? second : first;
  const entries = groups.flatMap(([, list]) => list);
  const called = entries.find((one) => one.name === name);
  for (const entry of called?.hidden ? entries : [called]) {
    const command = program.commands.find((one) => one.name() === entry?.name);
    const configure = await entry?.load();
    configure?.(command as Command, context);
  }
};
