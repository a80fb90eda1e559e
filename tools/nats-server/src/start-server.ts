import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { startGuard } from './guard.ts';
import { findServer, type ProvideOptions } from './provide-server.ts';
import { writeServerConfiguration } from './server-configuration.ts';
import { runServer, type ServerPorts, type ServerProcess } from './server-process.ts';

/** The environment is also the server's own. */
export interface StartServerOptions extends ProvideOptions {
  /** The server's name. Default: one of its own. */
  readonly name?: string;
  /** The port for clients. Default: a free one. */
  readonly port?: number;
  /** The largest message, in bytes, headers included. Default: 11 MiB, for reports of 10 MiB. */
  readonly maxPayload?: number;
  /** Whether it listens for WebSocket. Default: true. */
  readonly websocket?: boolean;
  /** Whether it has JetStream. Default: true. */
  readonly jetstream?: boolean;
  /** How often it writes to the disk, such as `always`; servers before 2.10 do not know that word. Default: its own, two minutes. */
  readonly syncInterval?: string;
  /** What clients have to present. Default: nothing. */
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** A folder for its streams and its log, which stays afterwards. Default: one of its own, removed with the server. */
  readonly storeDirectory?: string;
  /** More configuration, in the server's language. A setting here replaces the one above it. */
  readonly config?: string;
}

/** A nats-server on this machine. Dispose of it, or leave `await using` to do so: nothing stays behind. */
export interface NatsServer extends AsyncDisposable {
  /** Such as `2.15.1`. */
  readonly version: string;
  /** For clients over TCP: `nats://127.0.0.1:…`, without credentials. */
  readonly url: string;
  /** For clients over WebSocket: `ws://127.0.0.1:…`. Throws when the server was started without. */
  readonly websocketUrl: string;
  /** For `/healthz`, `/jsz` and the like: `http://127.0.0.1:…`. */
  readonly monitorUrl: string;
  readonly port: number;
  /** Throws when the server was started without WebSocket. */
  readonly websocketPort: number;
  readonly storeDirectory: string;
  /** What the server has printed, from all its starts. */
  readonly logFile: string;
  /** The process, or the last one. */
  readonly pid: number;
  /** Asks the server to end, and resolves when it has. Does nothing when it has already. */
  stop(): Promise<void>;
  /** Ends the server by SIGKILL, and resolves when it has ended. */
  kill(): Promise<void>;
  /** Ends the server by a signal, SIGTERM by default, if it runs; then starts it on the same ports and the same store. */
  restart(options?: { readonly signal?: NodeJS.Signals }): Promise<void>;
  /** Suspends the process, and resolves when it stands: connections stay open, nothing is answered. */
  freeze(): Promise<void>;
  /** Lets a frozen process go on. */
  thaw(): void;
}

/** Starts a nats-server on free ports and resolves when it is ready. Throws with the end of its log when it does not start. */
export async function startServer(options: StartServerOptions = {}): Promise<NatsServer> {
  const { environment = process.env } = options;
  const binary = await findServer(options);
  // The server's own folder, for what it is told and what it says; the streams are there too unless they have a place.
  const folder = mkdtempSync(join(tmpdir(), 'agog-nats-'));
  const storeDirectory = resolve(options.storeDirectory ?? folder);
  mkdirSync(storeDirectory, { recursive: true });
  const name = options.name ?? basename(folder);
  const configurationFile = join(folder, 'server.conf');
  const logFile = join(storeDirectory, 'server.log');
  const guard = startGuard([folder]);

  async function run(ports: ServerPorts): Promise<ServerProcess> {
    const configuration = writeServerConfiguration({
      storeDirectory,
      name,
      ports,
      maxPayload: options.maxPayload ?? 11 * 1024 * 1024,
      jetstream: options.jetstream ?? true,
      syncInterval: options.syncInterval ?? null,
      user: options.user ?? null,
      password: options.password ?? null,
      token: options.token ?? null,
      more: options.config ?? '',
    });
    writeFileSync(configurationFile, configuration, { mode: 0o600 });
    try {
      return await runServer({
        binary: binary.path,
        configurationFile,
        logFile,
        portsDirectory: join(folder, 'ports'),
        environment,
        onSpawn: (pid) => guard.watch(pid),
      });
    } catch (error) {
      guard.watch(null);
      throw error;
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server.running) {
      server.signal(signal);
      server.signal('SIGCONT'); // or a frozen one would never hear of it
    }
    await server.ended();
    guard.watch(null);
  }

  let server: ServerProcess;
  try {
    const websocket = (options.websocket ?? true) ? -1 : null;
    server = await run({ client: options.port ?? -1, monitor: -1, websocket });
  } catch (error) {
    await guard.release();
    throw error;
  }
  const { ports } = server;

  return {
    version: binary.version,
    url: `nats://127.0.0.1:${ports.client}`,
    get websocketUrl() {
      return `ws://127.0.0.1:${websocketPortOf(ports)}`;
    },
    monitorUrl: `http://127.0.0.1:${ports.monitor}`,
    port: ports.client,
    get websocketPort() {
      return websocketPortOf(ports);
    },
    storeDirectory,
    logFile,
    get pid() {
      return server.pid;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async restart({ signal = 'SIGTERM' } = {}) {
      await end(signal);
      server = await run(ports);
    },
    async freeze() {
      server.signal('SIGSTOP');
      while (!hasStopped(server.pid)) await new Promise((resolve) => setImmediate(resolve));
    },
    thaw: () => server.signal('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await end('SIGTERM');
      await guard.release();
    },
  };
}

function websocketPortOf({ websocket }: ServerPorts): number {
  if (websocket === null) throw new Error('this server was started without WebSocket');
  return websocket;
}

/** Whether a process is suspended. A signal is on its way for a moment, in which the process still answers. */
function hasStopped(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return !stdout || stdout.trimStart().startsWith('T');
}
