import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A runtime that runs a script from a shell. */
export interface Runtime {
  readonly name: string;
  /** Its binary among the pinned ones; `null` for the runtime that runs this. */
  readonly binary: string | null;
  /** The words before a script's path, to run it. */
  readonly run: readonly string[];
  /** The words before a script's path, to run it as a file of tests. */
  readonly test: readonly string[];
  /** How its test runner says how many tests passed and failed. */
  readonly passed: RegExp;
  readonly failed: RegExp;
}

const quiet = '--disable-warning=ExperimentalWarning';
const node = {
  run: [quiet],
  test: [quiet, '--test', '--test-reporter=spec'],
  passed: /^ℹ pass (\d+)$/m,
  failed: /^ℹ fail (\d+)$/m,
};
const permissive = ['--no-check', '--no-lock', '--allow-all', '--node-modules-dir=manual'];

/** Every runtime that is promised to work, but for browsers. */
export const runtimes: readonly Runtime[] = [
  { ...node, name: 'Node 22', binary: 'node_modules/node-22/bin/node' },
  { ...node, name: 'Node 24', binary: null },
  { ...node, name: 'Node 26', binary: 'node_modules/node-26/bin/node' },
  {
    name: 'Deno',
    binary: 'node_modules/@deno/linux-x64-glibc/deno',
    run: ['run', ...permissive],
    test: ['test', ...permissive],
    passed: /passed \((\d+) steps?\)/, // one test holds the suite, and its steps are the requirements
    failed: /failed \((\d+) steps?\)/,
  },
  {
    name: 'Bun',
    binary: 'node_modules/@oven/bun-linux-x64/bin/bun',
    run: ['run'],
    test: ['test', '--timeout=30000'],
    passed: /^\s*(\d+) pass$/m,
    failed: /^\s*(\d+) fail$/m,
  },
];

/** The path of a runtime's binary, or of what takes its place on this machine. */
export function binaryOf({ name, binary }: Runtime, folder: string): string {
  return binary === null ? process.execPath : pinnedOr(join(folder, binary), name);
}

/** The path of a Chromium: the one that CHROMIUM_PATH names, or the pinned one. */
export function chromiumBinary(folder: string): string {
  return process.env.CHROMIUM_PATH || pinnedOr(join(folder, 'chromium'), 'Chromium');
}

function pinnedOr(path: string, name: string): string {
  if (existsSync(path)) return path;
  const platform = `${process.platform}-${process.arch}`;
  throw new Error(
    `${name} is pinned for linux-x64 (glibc) only, and this is ${platform}. ` +
      'Run these tests there, for example in a container of Debian or Ubuntu.',
  );
}
