import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** How to run a server. */
export interface ServerCommand {
  readonly binary: string;
  readonly configurationFile: string;
  /** What it prints is appended here. */
  readonly logFile: string;
  /** It says here which ports it took. */
  readonly portsDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Is told of the process as soon as it exists. */
  readonly onSpawn: (pid: number) => void;
}

/** A server that accepts connections, with its streams recovered. */
export interface ServerProcess {
  readonly pid: number;
  readonly ports: ServerPorts;
  readonly running: boolean;
  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended. */
  ended(): Promise<void>;
}

/** The ports that a server listens on; `websocket` is `null` where it does not. */
export interface ServerPorts {
  readonly client: number;
  readonly monitor: number;
  readonly websocket: number | null;
}

/** How long a server may take to recover its streams, in milliseconds. */
const startTimeout = 25_000;

/** Between two looks at whether the server is ready, in milliseconds. */
const interval = 10;

/** Runs a server and resolves when it is ready. Throws with the end of its log when it is not. */
export async function runServer(command: ServerCommand): Promise<ServerProcess> {
  const { binary, configurationFile, logFile, portsDirectory, environment, onSpawn } = command;
  rmSync(portsDirectory, { recursive: true, force: true });
  mkdirSync(portsDirectory);
  const log = openSync(logFile, 'a');
  const child = spawn(binary, ['--config', configurationFile, '--ports_file_dir', portsDirectory], {
    env: environment,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ending: string | null = null;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      ending = `it ended with ${signal ?? code}`;
      resolve();
    });
    child.once('error', (error) => {
      ending = error.message;
      resolve();
    });
  });
  // A server that is forgotten does not keep its test alive.
  child.unref();
  const { pid } = child;
  if (pid !== undefined) onSpawn(pid);

  const giveUp = Date.now() + startTimeout;
  for (;;) {
    if (ending !== null || pid === undefined) {
      await ended;
      throw new Error(`nats-server did not start: ${ending}\n${endOf(logFile)}`);
    }
    const ports = readPorts(portsDirectory);
    if (ports !== null && (await isHealthy(ports.monitor))) {
      return {
        pid,
        ports,
        get running() {
          return ending === null;
        },
        signal: (signal) => child.kill(signal),
        async ended() {
          child.ref();
          await ended;
        },
      };
    }
    if (Date.now() > giveUp) {
      child.kill('SIGKILL');
      await ended;
      const seconds = startTimeout / 1000;
      throw new Error(`nats-server was not ready within ${seconds} s\n${endOf(logFile)}`);
    }
    await delay(interval);
  }
}

/** The ports from the file that the server writes once it listens on all of them; `null` before that. */
function readPorts(directory: string): ServerPorts | null {
  const file = readdirSync(directory).find((name) => name.endsWith('.ports'));
  return file === undefined ? null : parsePorts(readFileSync(join(directory, file), 'utf8'));
}

/** Reads `{ "nats": ["nats://127.0.0.1:4222"], … }`; `null` while it is half written, or lacks a port that there has to be. */
export function parsePorts(text: string): ServerPorts | null {
  const portOf = (name: string) => {
    const port = new RegExp(`"${name}":\\s*\\[\\s*"[^"]*:(\\d+)"`).exec(text)?.[1];
    return port === undefined ? null : Number(port);
  };
  if (!text.trimEnd().endsWith('}')) return null;
  const [client, monitor] = [portOf('nats'), portOf('monitoring')];
  if (client === null || monitor === null) return null;
  return { client, monitor, websocket: portOf('websocket') };
}

async function isHealthy(monitorPort: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetch(`http://127.0.0.1:${monitorPort}/healthz`, { signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function endOf(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-30).join('\n');
}
