import { fileURLToPath } from 'node:url';
import { createClient, type DeliverablesClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { binaryOf, chromiumBinary, runtimes } from '../runtimes.ts';
import type { Tally } from '../tally.ts';
import { transports } from '../transports.ts';
import { differenceOf } from './difference-of.ts';
import type { Listener } from './listener.ts';
import { lastContent } from './print-reports.ts';
import { startPage } from './start-page.ts';
import { startProcess } from './start-process.ts';

/** How many reports are published around a restart, at least. */
const batch = 50;

/**
 * Listeners in every runtime, over TCP and over WebSocket, each a process or a page of its own. While reports are published, their
 * server is restarted twice, once by SIGKILL. Each listener must have printed every report once, in order.
 */
export async function runRestarts(folder: string, tally: Tally): Promise<void> {
  await using server = await startServer({ version: '2.15' });
  const client = createClient({
    transport: await connectNats({ servers: server.url }),
    roster: defaultRoster,
  });
  await client.initialize();
  const listeners = startListeners(folder, server);
  try {
    await Promise.all(listeners.map((listener) => listener.lines(1)));
    const expected = await publishWhileRestarting(client, server, listeners);
    const ends = await Promise.all(listeners.map(({ end }) => end));
    for (const [index, { name }] of listeners.entries()) {
      const problem = differenceOf(ends[index]?.output ?? '', expected);
      const succeeded = ends[index]?.succeeded === true && problem === null;
      const output = `${problem ?? ''}\n${ends[index]?.output}`;
      const counts = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
      tally.add(
        `${name}: ${expected.length} reports over two restarts`,
        { succeeded, output },
        counts,
      );
    }
  } finally {
    for (const { kill } of listeners) kill();
    await client.close();
  }
}

function startListeners(folder: string, server: NatsServer): Listener[] {
  const script = (name: string) => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  return transports.flatMap(({ name, urlOf, inBrowser }) => {
    if (urlOf === null) return [];
    const url = urlOf(server);
    const listeners = runtimes.map((runtime) => {
      const command = [binaryOf(runtime, folder), ...runtime.run, script(`run-${name}`)] as const;
      return startProcess(`${runtime.name}, ${name}`, command, url);
    });
    if (!inBrowser) return listeners;
    const page = [chromiumBinary(folder), script(`${name}-in-page`)] as const;
    return [...listeners, startPage(`Chromium, ${name}`, page, url)];
  });
}

/** Publishes without a pause while the server goes and comes back; answers the lines that every listener has to print. */
async function publishWhileRestarting(
  client: DeliverablesClient<typeof defaultRoster>,
  server: NatsServer,
  listeners: readonly Listener[],
): Promise<string[]> {
  const lines: string[] = [];
  const publish = async (reportContent: string): Promise<void> => {
    const { sequence } = await client.publishReport(
      { agent: 'cynthia', taskType: 'research', featureName: 'restarts', reportContent },
      { timeout: 60_000 },
    );
    lines.push(`${sequence} ${reportContent}`);
  };
  /** Publishes one after the other until that is done, and no less than a batch. */
  const publishUntil = async (name: string, done: Promise<void>): Promise<void> => {
    let waiting = true;
    const end = () => {
      waiting = false;
    };
    done.then(end, end);
    for (let index = 1; waiting || index <= batch; index += 1) await publish(`${name} ${index}`);
    await done;
  };
  await publishUntil('around the restart', server.restart());
  // Everybody is back before the next blow.
  await Promise.all(listeners.map((listener) => listener.lines(1 + lines.length)));
  await publishUntil('around the kill', server.restart({ signal: 'SIGKILL' }));
  await publish(lastContent);
  return lines;
}
