import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AgogResult, type RunningAgog, runAgog, startAgog } from './run-agog.fixture.ts';

/** What to set, and what to pipe into it. */
export interface AgogInput {
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly input?: string | Uint8Array | undefined;
}

/** A folder of a test's own, removed at its end. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
  /** Writes a file, and makes the folders above it. */
  write(name: string, content: string | Uint8Array): void;
  /** Runs a command line in it, in this process. */
  agog(words: readonly string[], input?: AgogInput): Promise<AgogResult>;
  /** Starts the real command, a process of its own, in it. */
  start(words: readonly string[], input?: AgogInput): RunningAgog;
}

/** Makes a folder that looks like a project: it has a `.git`. */
export const makeFolder = (): TemporaryFolder => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'agog-cli-')));
  mkdirSync(join(path, '.git'));
  return {
    path,
    write(name, content) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
    agog: (words, input = {}) => runAgog(words, { folder: path, ...input }),
    start: (words, input = {}) => startAgog(words, { folder: path, ...input }),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
};

/** The words after `agog publish`. */
export const publishing = (
  agent: string,
  feature: string,
  ...others: readonly string[]
): string[] => ['publish', '--agent', agent, '--feature', feature, ...others];
