import { createClient, defineRoster, type Roster, type Transport } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { describe, expect, test } from 'vitest';
import { publishPlans, roster, rosterWith, stores, streamOf } from '../stores.fixture.ts';
import { createStreamManager } from '../streams/stream-manager.ts';
import { examine, openConnection, openServer, prepare, wrongIn } from './doctor.fixture.ts';
import { doctor } from './doctor.ts';

const plans = { name: 'agog_plans', subjects: ['agog.deliverables.ann.*.*'] };

describe.each(stores)('the streams of a store of %s', (_, openStore) => {
  /** The doctor closes what it is given; the test goes on with it. */
  const look = (transport: Transport, of: Roster = roster) =>
    doctor({ roster: of, open: async () => ({ ...transport, close: async () => {} }) });

  test('nothing is wrong', async () => {
    const transport = await openStore();
    await createStreamManager(transport, roster).apply();
    expect(await look(transport)).toMatchObject({ healthy: true, exitCode: 0, findings: [] });
  });

  test('stream_missing: agents without a stream', async () => {
    const transport = await openStore();
    const diagnosis = await look(transport);
    expect(wrongIn(diagnosis)).toEqual(Array(3).fill('stream_missing'));
    expect(diagnosis.findings.map(({ what }) => what)).toEqual([
      'There is no stream agog_plans, for ann.',
      'There is no stream agog_reviews, for bob.',
      'There is no stream agog_notices, for the notices.',
    ]);
  });

  test('stream_differs: the roster moved on', async () => {
    const transport = await openStore();
    await createStreamManager(transport, roster).apply();
    await publishPlans(transport, ['a', 'b', 'c']);
    const diagnosis = await look(transport, rosterWith({ maxMessages: 1 }));
    expect(wrongIn(diagnosis)).toEqual(['stream_differs']);
    expect(diagnosis.findings[0]).toMatchObject({ details: { drops: 2 } });
  });

  test('stream_retention: a work queue of the same name', async () => {
    const transport = await openStore();
    await transport.admin?.create(streamOf('agog_plans', { ...plans, retention: 'workqueue' }));
    await createStreamManager(transport, roster).apply();
    expect(wrongIn(await look(transport))).toEqual(['stream_retention']);
  });

  test('stream_name_taken: the same name, other subjects', async () => {
    const transport = await openStore();
    await transport.admin?.create(streamOf('agog_plans', { subjects: ['orders.>'] }));
    await createStreamManager(transport, roster).apply();
    expect(wrongIn(await look(transport))).toEqual(['stream_name_taken']);
  });

  test('subjects_overlap: another stream takes everything', async () => {
    const transport = await openStore();
    await transport.admin?.create(streamOf('archive', { subjects: ['agog.deliverables.>'] }));
    await createStreamManager(transport, roster).apply();
    const diagnosis = await look(transport);
    expect(wrongIn(diagnosis)).toEqual(['subjects_overlap', 'subjects_overlap']);
    expect(diagnosis.findings[0]?.what).toContain('archive takes agog.deliverables.>');
  });

  test('subjects_in_use, stream_unknown: agents left the roster', async () => {
    const transport = await openStore();
    const shared = { taskTypes: ['plan'], purpose: 'Work', stream: 'plans' } as const;
    await createStreamManager(transport, defineRoster({ ann: shared, eve: shared })).apply();
    await transport.admin?.create(streamOf('agog_old'));
    const eve = createClient({ transport, roster: defineRoster({ ann: shared, eve: shared }) });
    await eve.publishReport({
      agent: 'eve',
      taskType: 'plan',
      featureName: 'x',
      reportContent: 'x',
    });
    const { findings } = await look(transport, defineRoster({ ann: shared }));
    expect(findings.map(({ id }) => id)).toEqual(['subjects_in_use', 'stream_unknown']);
  });

  test('stream_almost_full: the next report evicts one', async () => {
    const transport = await openStore();
    const small = rosterWith({ maxMessages: 3 });
    await createStreamManager(transport, small).apply();
    await publishPlans(transport, ['a', 'b', 'c']);
    expect(wrongIn(await look(transport, small))).toEqual(['stream_almost_full']);
  });

  test('consumer_left_behind: nobody listens any more', async () => {
    const transport = await openStore();
    await createStreamManager(transport, roster).apply();
    const listener = await transport.consume({ stream: 'agog_plans', name: 'gone' });
    await listener.close();
    expect(wrongIn(await look(transport))).toEqual([]);
    await publishPlans(transport, ['a', 'b']);
    const diagnosis = await look(transport);
    expect(wrongIn(diagnosis)).toEqual(['consumer_left_behind']);
    expect(diagnosis.findings[0]).toMatchObject({ details: { consumer: 'gone', pending: 2 } });
  });
});

test('store_unusable: it cannot be opened, or breaks', async () => {
  const open = async () => {
    throw new Error('no such folder');
  };
  expect(wrongIn(await doctor({ roster, open }))).toEqual(['store_unusable']);
  const closed = createMemoryTransport();
  await closed.close();
  expect(wrongIn(await doctor({ roster, open: async () => closed }))).toEqual(['store_unusable']);
});

test('streams_unseen: the transport may not look', async () => {
  const open = async () => ({ ...createMemoryTransport(), admin: null });
  const { findings, healthy } = await doctor({ roster, open });
  expect([findings.map(({ id }) => id), healthy]).toEqual([['streams_unseen'], true]);
});

test.each([
  ['stream_storage', { storage: 'memory', allow_direct: true }],
  ['stream_retention', { retention: 'interest', allow_direct: true }],
  ['rollup_allowed', { allow_rollup_hdrs: true, allow_direct: true }],
  ['revisions_limited', { max_msgs_per_subject: 1, allow_direct: true }],
  ['direct_get_off', { allow_direct: false }],
])('%s: somebody made the stream by hand with %j', async (id, settings) => {
  const server = await openServer();
  await prepare(server, undefined, (request) =>
    request('STREAM.CREATE.agog_plans', { ...plans, ...settings }),
  );
  expect(wrongIn(await examine(server))).toContain(id);
});

test('removal_denied: a stream that gives nothing back', async () => {
  const server = await openServer();
  await prepare(server, undefined, (request) =>
    request('STREAM.CREATE.agog_plans', { ...plans, deny_purge: true, allow_direct: true }),
  );
  const { findings, healthy } = await examine(server);
  expect(findings).toContainEqual(expect.objectContaining({ id: 'removal_denied' }));
  expect(healthy).toBe(true);
});

test('disk_almost_full: hardly any room is left', async () => {
  const server = await openServer({
    jetstreamSettings: 'sync_interval: always, max_file_store: 1MB',
  });
  const connection = await openConnection(server);
  const transport = createJetStreamTransport({ connection });
  const limits = { maxBytes: null, maxMessages: 100 };
  const unbounded = defineRoster({
    ann: { stream: 'plans', taskTypes: ['plan'], purpose: 'Work', limits },
  });
  await createStreamManager(transport, unbounded).apply();
  await publishPlans(transport, ['a'], 'x'.repeat(900_000));
  await transport.close();
  expect(wrongIn(await examine(server, { roster: unbounded }))).toEqual(['disk_almost_full']);
});
