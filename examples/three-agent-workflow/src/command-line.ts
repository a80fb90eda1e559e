import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the user asked for. */
export interface CommandLine {
  readonly source: string;
  readonly store: string | undefined;
  readonly keep: boolean;
  /** A NATS server to work over, each agent in a process of its own. */
  readonly server: { readonly transport: 'nats' | 'ws'; readonly url: string } | undefined;
  readonly feature: string | undefined;
  readonly reports: string | undefined;
  readonly plantErrors: number;
  readonly json: boolean;
  readonly color: boolean;
  readonly help: boolean;
}

/** Text for `--help`. */
export const usage = `Three agents hand over real work: Cynthia researches a source tree, Sylvia checks every claim of
her report, Roy plans from what holds. Reports go through a store; only notices pass between them.

  npm start                              this repository, a temporary store
  npm start -- --source ../my-project    another tree

  --source DIR     the tree to research (default: this repository)
  --store PATH     the SQLite file to use, made where there is none (default: a temporary one)
  --keep           keep the temporary store, and say where it is
  --nats URL       work over a NATS server instead, each agent a process of its own: nats://[user:password@]host:4222
  --ws URL         the same over WebSocket: ws://[user:password@]host:8080
  --feature NAME   the feature's name (default: made from the tree's name)
  --reports DIR    also write the reports there as Markdown files
  --plant-errors   make three of Cynthia's claims false, and see Sylvia find them
  --json           print one JSON document instead of text
  --no-color       no colour on a terminal (NO_COLOR=1 does the same)
  --help           this text

Exit code: 0 when the outcome is as it must be, 1 when it is not or something failed, 2 for a wrong option,
130 when interrupted.
`;

/** An option that does not exist, or has no sense. */
export class UsageError extends Error {}

/** Where paths are taken from. */
export interface Surroundings {
  /** The tree that is researched when none is named. */
  readonly repository: string;
  /** The folder in which the user typed the command: relative paths begin there. */
  readonly folder: string;
}

/** Reads the arguments; throws {@link UsageError}. */
export function readCommandLine(args: readonly string[], around: Surroundings): CommandLine {
  // pnpm passes on the `--` that npm takes away.
  const given = args[0] === '--' ? args.slice(1) : [...args];
  const { values } = parse(given);
  const stores = ['store', 'nats', 'ws'] as const;
  const [first, second] = stores.filter((name) => values[name] !== undefined);
  if (second !== undefined) throw new UsageError(`--${first} and --${second} exclude each other`);
  return {
    source: resolve(around.folder, values.source ?? around.repository),
    store: pathIn(around.folder, values.store),
    keep: values.keep ?? false,
    server: serverOf(values),
    feature: values.feature,
    reports: pathIn(around.folder, values.reports),
    plantErrors: values['plant-errors'] ? 3 : 0,
    json: values.json ?? false,
    color: !values['no-color'],
    help: values.help ?? false,
  };
}

function serverOf({ nats, ws }: { nats?: string; ws?: string }): CommandLine['server'] {
  if (nats !== undefined) return { transport: 'nats', url: nats };
  return ws === undefined ? undefined : { transport: 'ws', url: ws };
}

function pathIn(folder: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(folder, path);
}

function parse(args: string[]): { values: ReturnType<typeof parseOptions>['values'] } {
  try {
    return parseOptions(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

// The type follows from the options, which are its only statement.
function parseOptions(args: string[]) {
  return parseArgs({
    args,
    options: {
      source: { type: 'string' },
      store: { type: 'string' },
      keep: { type: 'boolean' },
      nats: { type: 'string' },
      ws: { type: 'string' },
      feature: { type: 'string' },
      reports: { type: 'string' },
      'plant-errors': { type: 'boolean' },
      json: { type: 'boolean' },
      'no-color': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
