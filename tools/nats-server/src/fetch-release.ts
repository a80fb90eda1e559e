import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lineSources, type ServerLine } from './server-lines.ts';

const run = promisify(execFile);
const releases = 'https://github.com/nats-io/nats-server/releases/download';
const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** How long the list of digests may take, in milliseconds: short, since not every machine may reach it. */
const answerTimeout = 5_000;

/** How long the archive of about 7 MB may take, in milliseconds. */
const downloadTimeout = 180_000;

/** Downloads the pinned release, checks it against the release's list of digests, and resolves to its path in the folder. */
export async function fetchRelease(line: ServerLine, folder: string): Promise<string> {
  const platform = platforms[process.platform];
  const architecture = architectures[process.arch];
  if (platform === undefined || architecture === undefined) {
    throw new Error(`there is no release for ${process.platform}-${process.arch}`);
  }
  const { release } = lineSources[line];
  const name = `nats-server-v${release}-${platform}-${architecture}`;
  const digests = await download(`${releases}/v${release}/SHA256SUMS`, answerTimeout);
  const expected = findDigest(digests.toString(), `${name}.tar.gz`);
  const archive = await download(`${releases}/v${release}/${name}.tar.gz`, downloadTimeout);
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) {
    throw new Error(`${name}.tar.gz has the SHA-256 ${actual}, and should have ${expected}`);
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.tar.gz`);
  await writeFile(path, archive);
  await run('tar', ['-xzf', path, '-C', folder]);
  return join(folder, name, 'nats-server');
}

/** Finds a file's digest among lines of `digest  name`. */
export function findDigest(digests: string, name: string): string {
  for (const line of digests.split('\n')) {
    const [, digest, file] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line.trimEnd()) ?? [];
    if (digest !== undefined && file === name) return digest;
  }
  throw new Error(`the release's list of digests has none for ${name}`);
}

async function download(address: string, timeout: number): Promise<Buffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
