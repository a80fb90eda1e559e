import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMonitor } from '@agog/deliverables-admin';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { type NatsServer, provideServer, startServer } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../../docker/nats/${name}`, import.meta.url));

/** What docker-compose.yml gives to the server: user and password are quoted once more. */
const environmentWith = (password: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NATS_SERVER_NAME: 'agogsaas-nats',
  NATS_USER: "'agog'",
  NATS_PASSWORD: `'${password}'`,
});

/** Starts the server as it is configured, but for where it listens and stores. */
const start = async (password: string): Promise<NatsServer> => {
  const storeDirectory = mkdtempSync(join(tmpdir(), 'agog-configured-'));
  onTestFinished(() => rmSync(storeDirectory, { recursive: true }));
  const config = readFileSync(pathOf('server.conf'), 'utf8')
    .replace(/"0\.0\.0\.0:\d+"/g, '"127.0.0.1:-1"')
    .replace('"/data"', JSON.stringify(storeDirectory));
  const environment = environmentWith(password);
  const server = await startServer({ config, storeDirectory, environment });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

test.each(['server.conf', 'cluster-node.conf'])('the server accepts %s', async (name) => {
  const environment = environmentWith('development-only-change-me');
  const binary = await provideServer();
  const words = ['-t', '-c', pathOf(name)];
  const { status, stderr } = spawnSync(binary, words, { env: environment, encoding: 'utf8' });
  expect(stderr).toContain('is valid');
  expect(status).toBe(0);
  const without = spawnSync(binary, words, { env: {}, encoding: 'utf8' });
  expect(without.status).not.toBe(0);
});

test('what the configuration says is what the server does', async () => {
  const server = await start('development-only-change-me');
  const monitor = createMonitor({ url: server.monitorUrl });
  const about = await monitor.varz();
  expect(about).toMatchObject({ server_name: 'agogsaas-nats', max_payload: 11 * 1024 * 1024 });
  const { config } = await monitor.jsz();
  expect(config.sync_always).toBe(true);
  expect(config.max_storage).toBe(10 * 1024 ** 3);
  expect((await monitor.healthz()).status).toBe('ok');
});

test.each(['development-only-change-me', '1234', 'p@ss "word" $y #z'])(
  'stores a report of 10 MiB for whoever has the password %s',
  async (password) => {
    const { url, websocketUrl } = await start(password);
    await expect(connectNats({ servers: url })).rejects.toMatchObject({
      code: 'authentication_failed',
    });
    const transport = await connectNats({ servers: url, user: 'agog', password });
    await using client = createClient({ transport, roster: defaultRoster });
    await client.initialize();
    const report = { agent: 'roy', taskType: 'backend', featureName: 'search' } as const;
    const reportContent = 'x'.repeat(10 * 1024 * 1024);
    await client.publishReport({ ...report, reportContent });
    expect((await client.fetchReport(report))?.size).toBe(reportContent.length);
    const response = await fetch(websocketUrl.replace('ws:', 'http:'));
    expect(response.status).toBe(400); // it listens, for WebSocket alone
  },
);

// docs/guide-differences.md says what to do instead.
test('what the guide asks for cannot work', async () => {
  const binary = await provideServer();
  const words = ['-js', '--max_payload', '11MB'];
  const { stderr } = spawnSync(binary, words, { encoding: 'utf8', timeout: 10_000 });
  expect(stderr).toContain('flag provided but not defined: -max_payload');
  const { monitorUrl } = await start('development-only-change-me');
  for (const page of ['serverz', 'channelsz']) {
    expect((await fetch(`${monitorUrl}/streaming/${page}`)).status).toBe(404);
  }
});
