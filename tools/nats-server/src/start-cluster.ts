import { createServer } from 'node:net';
import { type NatsServer, type StartServerOptions, startServer } from './start-server.ts';

/** How often other ports are tried when somebody else was quicker. */
const attempts = 3;

/**
 * Starts servers that are one cluster, and resolves when they have agreed on who leads. `optionsOf` answers what one
 * server is started with; its configuration may say more of the block `cluster`, but not where it listens.
 *
 * Routes need ports that are known before: they are taken from below those that systems give out by themselves.
 */
export const startCluster = async (
  size: number,
  optionsOf: (node: ClusterNode) => StartServerOptions,
): Promise<NatsServer[]> => {
  for (let attempt = 1; ; attempt++) {
    const ports = await Promise.all(Array.from({ length: size }, findPort));
    const routes = ports.map((port) => `nats://127.0.0.1:${port}`);
    const started = await Promise.allSettled(
      ports.map((port, index) => startServer(optionsOf({ index, port, routes }))),
    );
    const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (servers.length === size) {
      await Promise.all(servers.map(untilReady));
      return servers;
    }
    await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    const failure = started.find((one) => one.status === 'rejected');
    if (attempt === attempts) throw failure?.reason;
  }
};

/** One server of a cluster that is to be started. */
export interface ClusterNode {
  readonly index: number;
  /** Where it listens for the others: `listen: "127.0.0.1:PORT"` in its block `cluster`. */
  readonly port: number;
  /** The addresses of all of them. */
  readonly routes: readonly string[];
}

const firstPort = 20_000;
const lastPort = 32_000;

const findPort = async (): Promise<number> => {
  for (;;) {
    const port = firstPort + Math.floor(Math.random() * (lastPort - firstPort));
    if (await isFree(port)) return port;
  }
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const listener = createServer();
    listener.once('error', () => resolve(false));
    listener.listen(port, '127.0.0.1', () => listener.close(() => resolve(true)));
  });

const untilReady = async ({ monitorUrl }: NatsServer): Promise<void> => {
  for (const end = Date.now() + 30_000; ; ) {
    const answer = await fetch(`${monitorUrl}/healthz`);
    await answer.body?.cancel();
    if (answer.ok) return;
    if (Date.now() > end) throw new Error(`${monitorUrl}/healthz answers ${answer.status}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
