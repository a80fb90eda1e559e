import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { lineSources, type ServerLine } from './server-lines.ts';

const run = promisify(execFile);

/** Takes nats-server out of the official image, by a Docker engine, and resolves to its path in the folder. */
export async function fetchFromImage(line: ServerLine, folder: string): Promise<string> {
  if (process.platform !== 'linux') throw new Error("the image's server runs on Linux only");
  // Loaded only here: it is large, and hardly ever needed.
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer(`nats:${lineSources[line].release}`).start();
  try {
    await mkdir(folder, { recursive: true });
    const archive = join(folder, 'nats-server.tar');
    const copied = await container.copyArchiveFromContainer('/nats-server');
    await pipeline(copied, createWriteStream(archive));
    await run('tar', ['-xf', archive, '-C', folder]);
  } finally {
    await container.stop();
  }
  return join(folder, 'nats-server');
}
