import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that a nats-server says it is, such as `2.15.1`. Throws when it does not run or says something else. */
export async function readServerVersion(binary: string): Promise<string> {
  const { stdout } = await run(binary, ['--version'], { timeout: 20_000 });
  return parseServerVersion(stdout);
}

/** Reads `nats-server: v2.15.1`. */
export function parseServerVersion(output: string): string {
  const version = /^nats-server: v?(\d+\.\d+\.\d+)/m.exec(output)?.[1];
  if (version === undefined) {
    throw new Error(`expected "nats-server: v2.…" and got ${JSON.stringify(output.slice(0, 200))}`);
  }
  return version;
}
