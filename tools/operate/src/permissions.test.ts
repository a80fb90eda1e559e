import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { permissionsFor } from '@agog/deliverables-admin';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { connectWebSocket } from '@agog/deliverables-ws';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';

const backend = { agent: 'roy', taskType: 'backend', featureName: 'customer-search' } as const;
const frontend = { agent: 'jen', taskType: 'frontend', featureName: 'customer-search' } as const;
/** Runs a command of the root with nothing in its environment but this. */
const run = async (name: string, env: NodeJS.ProcessEnv) => {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@agog/source', script], { env });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return output;
};

const reportContent = '# Report';

test.each(['allow-lists', 'accounts'] as const)('%s, over TCP and WebSocket', async (strength) => {
  const { configuration, roles } = permissionsFor(defaultRoster, {
    strength,
    credentialOf: (user) => ({ password: `the ${user}` }),
  });
  await using server = await startServer({ config: configuration });
  const clientOf = async (name: string, isWeb = false) => {
    const login = roles.find(({ connect }) => connect.user === `agog-${name}`)?.connect;
    const options = { ...login, password: `the agog-${name}` };
    const transport = isWeb
      ? await connectWebSocket({ servers: server.websocketUrl, ...options })
      : await connectNats({ servers: server.url, ...options });
    return createClient({ transport, roster: defaultRoster });
  };

  const environment = {
    NATS_URL: server.url,
    NATS_USER: 'agog-admin',
    NATS_PASSWORD: 'the agog-admin',
    NATS_INBOX_PREFIX: '_INBOX_agog-admin',
  };
  expect(await run('init-nats-streams', environment)).toContain('All 7 streams are');
  const diagnosis = await run('doctor', environment);
  expect(diagnosis).toContain('the user agog-admin of the account');
  expect(diagnosis).not.toMatch(/permission_missing|inbox_denied/);

  await using admin = await clientOf('admin');
  for (const isWeb of [false, true]) {
    await using roy = await clientOf('agent-roy', isWeb);
    await using reader = await clientOf('reader', isWeb);
    await using reports = await reader.subscribeToDeliverables({ agent: 'roy' });
    const notice = await roy.deliver({ ...backend, reportContent }, { summary: 'Done.' });
    expect((await reports.next()).value).toMatchObject({ content: reportContent });
    expect(await reader.fetchNotice(backend)).toEqual(notice);
    const channel = 'agog.deliverables.jen.frontend.customer-search';
    for (const client of [roy, reader]) {
      await expect(client.publishReport({ ...frontend, reportContent })).rejects.toMatchObject({
        code: 'permission_denied',
        message: expect.stringContaining(channel),
      });
    }
  }
  expect(await admin.purgeReports({ featureName: 'customer-search' })).toMatchObject({
    reports: 2,
  });
});
