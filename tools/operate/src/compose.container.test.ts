import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const report = { agent: 'roy', taskType: 'backend', featureName: 'search' } as const;
const reportContent = 'x'.repeat(10 * 1024 * 1024);

// A password that the server would read as a number, were it not quoted.
const credentials = { user: 'agog', password: '1234' };
const env = { ...process.env, NATS_USER: credentials.user, NATS_PASSWORD: credentials.password };

// The plugin, or the command by itself: both are Compose 2.24 or later.
const plugin = spawnSync('docker', ['compose', 'version']).status === 0;
const [program = '', ...first] = plugin ? ['docker', 'compose'] : ['docker-compose'];

/** docker-compose.yml under names and ports of its own, so that it may run beside a developer's. Gone with the test. */
const openProject = () => {
  const folder = mkdtempSync(join(tmpdir(), 'agog-compose-'));
  const name = basename(folder).toLowerCase();
  const ports = '    ports: !override [127.0.0.1::4222, 127.0.0.1::8222, 127.0.0.1::9222]';
  const nodes = ['nats-1', 'nats-2', 'nats-3'].map((node) => `  ${node}:\n${ports}`);
  const services = ['services:', '  nats:', `    container_name: ${name}`, ports, ...nodes];
  const network = ['networks:', '  agogsaas-network:', `    name: ${name}`];
  const override = join(folder, 'override.yml');
  writeFileSync(override, [...services, ...network, ''].join('\n'));

  const files = ['--file', join(root, 'docker-compose.yml'), '--file', override];
  const words = [...first, '--project-name', name, '--profile', 'cluster', ...files];
  const compose = async (command: string): Promise<string> => {
    const { stdout } = await run(program, [...words, ...command.split(' ')], {
      cwd: root,
      env,
    });
    return stdout.trim();
  };
  onTestFinished(async () => {
    await compose('down --volumes --rmi local --timeout 5');
    rmSync(folder, { recursive: true });
  }, 60_000);
  return {
    compose,
    /** A client on the host. */
    connect: async (service: string) => {
      const address = await compose(`port ${service} 4222`);
      expect(address).toMatch(/^127\.0\.0\.1:/);
      const transport = await connectNats({ servers: `nats://${address}`, ...credentials });
      return createClient({ transport, roster: defaultRoster });
    },
  };
};

test('the server, the streams from the container beside it, and a report that outlives the container', async () => {
  const { compose, connect } = openProject();
  await compose('up --detach --build --wait nats');
  const created = await compose('exec -T backend npm run init:nats-streams');
  expect(created).toContain('All 7 streams are as the roster has them.');
  // Ends with an error when anything is to be said.
  expect(await compose('exec -T backend npm run doctor')).toContain('Nothing wrong was found.');
  {
    await using client = await connect('nats');
    await client.publishReport({ ...report, reportContent });
  }
  await compose('up --detach --wait --force-recreate nats');
  await using client = await connect('nats');
  expect((await client.fetchReport(report))?.content).toBe(reportContent);
});

test('three nodes keep three copies, and go on with two', async () => {
  const { compose, connect } = openProject();
  await compose('up --detach --build --wait backend nats-1 nats-2 nats-3');
  const environment = '-e NATS_URL=nats://nats-1:4222 -e NATS_REPLICAS=3';
  await compose(`exec -T ${environment} backend npm run init:nats-streams`);
  const monitor = `http://${await compose('port nats-1 8222')}/jsz?streams=true&config=true`;
  const streams = await (await fetch(monitor)).text();
  expect(streams.match(/"num_replicas": 3\b/g)).toHaveLength(7);

  await using client = await connect('nats-1');
  await client.publishReport({ ...report, reportContent });
  await compose('kill nats-3');
  expect((await client.fetchReport(report))?.content).toBe(reportContent);
  await client.publishReport({ ...report, reportContent: 'with two of three' });
  expect((await client.fetchReport(report))?.content).toBe('with two of three');
});
