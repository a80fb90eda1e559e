import { createClient } from '@agog/deliverables-core';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { expect, test } from 'vitest';
import { roster, startGuarded } from '../permissions/guarded-server.fixture.ts';
import { createStreamManager } from '../streams/stream-manager.ts';
import { adminOf, backupToBytes, inPieces, openStore } from './archive.fixture.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';

test.each(['allow-lists', 'accounts'] as const)(
  'the admin of a server with permissions as %s can move streams, gaps included',
  async (strength) => {
    const source = await openStore('memory');
    await createStreamManager(source, roster).apply();
    const client = createClient({ transport: source, roster });
    const report = { agent: 'ann', taskType: 'plan', featureName: 'search' } as const;
    for (const reportContent of ['# One', '# Two', '# Three', '# Four']) {
      await client.deliver({ ...report, reportContent }, { summary: 'Done.' });
    }
    await adminOf(source).deleteMessage('agog_plans', 2);
    await adminOf(source).deleteMessage('agog_plans', 1);
    await adminOf(source).deleteMessage('agog_notices', 3);
    const guarded = await startGuarded(strength);
    const connection = await guarded.open('admin');
    const { inboxPrefix, apiPrefix } = guarded.of('admin').connect;
    await using target = createJetStreamTransport({ connection, inboxPrefix, apiPrefix });
    const results = await migrate({ from: source, to: target, streams: roster });
    expect(results.map(({ verified }) => verified)).toEqual([2, 0, 3]);
    const bytes = await backupToBytes(target, { streams: roster });
    for (const { name } of (await adminOf(target).list()).map(({ config }) => config)) {
      await adminOf(target).deleteStream(name);
    }
    const restored = await restore(target, { from: inPieces(bytes) });
    expect(restored.map((one) => one.restored)).toEqual([2, 0, 3]);
    const moved = createClient({ transport: target, roster });
    const notice = await moved.fetchNotice(report);
    expect(notice?.sequence).toBe(4);
    if (notice) expect(await moved.verifyNotice(notice)).toMatchObject({ sequence: 4 });
  },
);
