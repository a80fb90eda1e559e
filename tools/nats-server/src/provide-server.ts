import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withFileLock } from '@agog-internal/bootstrap/with-file-lock.mjs';
import { fetchFromDebian } from './fetch-from-debian.ts';
import { fetchFromImage } from './fetch-from-image.ts';
import { fetchRelease } from './fetch-release.ts';
import { readServerVersion } from './read-server-version.ts';
import { isAtLeast, isOfLine, newestLine, type ServerLine } from './server-lines.ts';

export interface ProvideOptions {
  /** The line of nats-server. Default: what NATS_SERVER_BIN names, else the newest. */
  readonly version?: ServerLine;
  /** Where to look for NATS_SERVER_BIN, PATH and XDG_CACHE_HOME. Default: this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A nats-server that runs on this machine. */
export interface ServerBinary {
  readonly path: string;
  /** Such as `2.15.1`. */
  readonly version: string;
}

/** Brings a server of a line to this machine, and resolves to its path in the folder. */
type Source = (line: ServerLine, folder: string) => Promise<string>;

const sources: Readonly<Record<string, Source>> = {
  "Debian's archive": fetchFromDebian,
  'the release': fetchRelease,
  'the image': fetchFromImage,
};

/**
 * Resolves to the path of a nats-server. Looks for `NATS_SERVER_BIN`, on the `PATH`, and in the user's cache; what is
 * nowhere is fetched into the cache, once for all processes. When that fails, throws one error that says what to install.
 */
export async function provideServer(options: ProvideOptions = {}): Promise<string> {
  return (await findServer(options)).path;
}

/** As `provideServer`, with the version. */
export async function findServer(options: ProvideOptions = {}): Promise<ServerBinary> {
  const { version, environment = process.env } = options;
  const line = version ?? newestLine;
  const named = await namedServer(environment);
  if (named !== null && (version === undefined || isOfLine(named.version, line))) return named;
  return (await onPath(line, environment)) ?? (await inCache(line, environment));
}

/** The server that NATS_SERVER_BIN names. One that does not run, or is too old for anything, is a mistake to be told of. */
async function namedServer({ NATS_SERVER_BIN }: NodeJS.ProcessEnv): Promise<ServerBinary | null> {
  if (!NATS_SERVER_BIN) return null;
  try {
    const version = await readServerVersion(NATS_SERVER_BIN);
    if (!isAtLeast(version, '2.9')) throw new Error(`${version} is older than 2.9`);
    return { path: NATS_SERVER_BIN, version };
  } catch (cause) {
    const hint = 'Let it name a nats-server of at least 2.9, or unset it.';
    throw new Error(`NATS_SERVER_BIN is ${NATS_SERVER_BIN}: ${reasonOf(cause)}. ${hint}`, {
      cause,
    });
  }
}

async function onPath(line: ServerLine, { PATH }: NodeJS.ProcessEnv): Promise<ServerBinary | null> {
  const folders = (PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const found = await serverAt(join(folder, 'nats-server'), line);
    if (found !== null) return found;
  }
  return null;
}

async function inCache(line: ServerLine, environment: NodeJS.ProcessEnv): Promise<ServerBinary> {
  const caches = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(caches, 'agog-deliverables', `nats-server-${line}`);
  const path = join(folder, 'nats-server');
  const cached = await serverAt(path, line);
  if (cached !== null) return cached;
  await mkdir(folder, { recursive: true });
  return withFileLock(
    join(folder, 'lock'),
    async () => (await serverAt(path, line)) ?? (await fetchInto(folder, line)),
  );
}

async function fetchInto(folder: string, line: ServerLine): Promise<ServerBinary> {
  console.error(`Fetching nats-server ${line}. This happens once and takes some seconds.`);
  const partial = join(folder, 'partial');
  const reasons: string[] = [];
  try {
    for (const [name, fetchServer] of Object.entries(sources)) {
      await rm(partial, { recursive: true, force: true });
      try {
        const fetched = await fetchServer(line, partial);
        await chmod(fetched, 0o755);
        const version = await readServerVersion(fetched);
        if (!isOfLine(version, line)) throw new Error(`it has ${version}`);
        const path = join(folder, 'nats-server');
        await rename(fetched, path);
        return { path, version };
      } catch (error) {
        reasons.push(`- ${name}: ${reasonOf(error)}`);
      }
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  const wanted = line === newestLine ? `${line} or later` : line;
  throw new Error(
    `The tests need nats-server ${wanted}. NATS_SERVER_BIN and PATH lead to none, and none can be fetched:\n` +
      `${reasons.join('\n')}\n` +
      `Install nats-server ${wanted} and put it on the PATH, let NATS_SERVER_BIN name it, or start a Docker engine. ` +
      'CONTRIBUTING.md says more, under "Real servers".',
  );
}

/** The server at a path, if there is one that runs and is of the line. */
async function serverAt(path: string, line: ServerLine): Promise<ServerBinary | null> {
  try {
    const version = await readServerVersion(path);
    return isOfLine(version, line) ? { path, version } : null;
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message.trim().split('\n').slice(0, 3).join(' ')}${cause}`;
}
