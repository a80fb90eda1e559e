import { NATSDeliverableService } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { expect, test } from 'vitest';

const research = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: 'customer-search',
} as const;

/** What a user may do who publishes for one agent: nothing with streams. */
const permissions = `{
  publish: ["agog.deliverables.cynthia.*.*"]
  subscribe: ["_INBOX_cynthia.>"]
}`;
const config = `authorization { users: [
  { user: admin, password: swordfish }
  { user: cynthia, password: secret, permissions: ${permissions} }
] }`;

test('a user who may not manage streams is connected all the same, and told what it may not', async () => {
  await using server = await startServer({ config });
  await using admin = new NATSDeliverableService({
    servers: server.url,
    user: 'admin',
    password: 'swordfish',
  });
  await admin.initialize();

  const statuses: unknown[] = [];
  await using cynthia = new NATSDeliverableService({
    servers: server.url,
    user: 'cynthia',
    password: 'secret',
    inboxPrefix: '_INBOX_cynthia',
    onStatus: (status) => statuses.push(status),
  });
  await cynthia.initialize();
  expect(statuses[0]).toMatchObject({ type: 'denied', error: { code: 'permission_denied' } });
  expect(JSON.stringify(statuses)).not.toContain('secret');
  await expect(cynthia.getStreamStatuses()).rejects.toThrow(
    expect.objectContaining({ code: 'permission_denied' }),
  );
  const receipt = await cynthia.publishReport({ ...research, reportContent: '# Research' });
  expect(receipt.sequence).toBe(1);
  expect((await admin.fetchReport(research))?.content).toBe('# Research');
});
