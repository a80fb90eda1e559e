import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, defaultRoster, type Notice } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { expect, onTestFinished, test } from 'vitest';

// docs/operating.md says so.
test('a newer server takes on what an older one stored, and the other way round', async () => {
  const storeDirectory = mkdtempSync(join(tmpdir(), 'agog-upgrade-'));
  onTestFinished(() => rmSync(storeDirectory, { recursive: true }));
  const notices: Notice[] = [];
  for (const version of ['2.9', '2.10', '2.15', '2.9'] as const) {
    await using server = await startServer({ version, storeDirectory });
    expect(server.version).toContain(version);
    const transport = await connectNats({ servers: server.url });
    await using client = createClient({ transport, roster: defaultRoster });
    await client.initialize();
    const heads = await Promise.all(notices.map((notice) => client.verifyNotice(notice)));
    expect(heads).toHaveLength(notices.length);
    for (const featureName of ['search', `search-on-${version.replace('.', '-')}`]) {
      notices.push(
        await client.deliver(
          { agent: 'roy', taskType: 'backend', featureName, reportContent: `# On ${version}` },
          { summary: `Stored by a server of ${version}` },
        ),
      );
    }
  }
  expect(new Set(notices.map(({ sequence }) => sequence)).size).toBe(8);
});
