import type { DeliverablesClient } from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { doctor } from '../doctor/doctor.ts';
import { createStreamManager } from '../streams/stream-manager.ts';
import { type roster as given, roster, startGuarded, type Who } from './guarded-server.fixture.ts';

type Client = DeliverablesClient<typeof given>;

const plan = { agent: 'ann', taskType: 'plan' } as const;
const review = { agent: 'bob', taskType: 'review' } as const;
const fields = { summary: 'Done.' };
const everybody: readonly Who[] = ['agent-ann', 'agent-bob', 'reader', 'orchestrator', 'admin'];

/** What a role may not do: a call, the subject that the error names, and who may do it all the same. */
const refusals: readonly (readonly [string, readonly Who[], (client: Client) => unknown])[] = [
  [
    'agog.deliverables.bob.review.x',
    ['agent-bob', 'admin'],
    (client) => client.publishReport({ ...review, featureName: 'x', reportContent: 'x' }),
  ],
  [
    'agog.notices.bob.review.x',
    ['agent-bob', 'admin'],
    (client) =>
      client.publishNotice({ ...unfinished, agent: 'bob', task_type: 'review', feature: 'x' }),
  ],
  [
    'CONSUMER.INFO.agog_plans.listener',
    ['orchestrator', 'admin'],
    (client) => client.transport.consume({ stream: 'agog_plans', name: 'listener' }),
  ],
  [
    'STREAM.PURGE.agog_reviews',
    ['admin'],
    ({ transport }) => transport.admin?.purge('agog_reviews', { filter: review.agent }),
  ],
  [
    'STREAM.MSG.DELETE.agog_reviews',
    ['admin'],
    ({ transport }) => transport.admin?.deleteMessage('agog_reviews', 1),
  ],
  ['STREAM.LIST', ['admin'], ({ transport }) => transport.admin?.list()],
  [
    'STREAM.UPDATE.agog_plans',
    ['admin'],
    ({ transport }) => transport.admin?.update('agog_plans', { maxMessages: 10_000 }),
  ],
  ['STREAM.INFO.other', [], ({ transport }) => transport.admin?.info('other')],
  ['STREAM.DELETE.other', [], ({ transport }) => transport.admin?.deleteStream('other')],
];
const unfinished = { status: 'blocked', summary: 'No.' } as const;

const forms = [
  { strength: 'allow-lists', version: '2.15' },
  { strength: 'accounts', version: '2.15' },
  { strength: 'accounts', version: '2.10' },
] as const;

describe.each(forms)('$strength on nats-server $version', async (form) => {
  const { strength, version } = form;
  const server = await startGuarded(strength, version);

  test('an agent publishes, delivers and revises', async () => {
    const ann = await server.client('agent-ann');
    const report = { ...plan, featureName: 'own', reportContent: '# One' };
    await ann.publishReport(report);
    await ann.deliver({ ...report, reportContent: '# Two' }, fields);
    // Another client knows nothing of what is on the channel.
    const again = await server.client('agent-ann');
    const { sequence } = await again.publishReport({ ...report, reportContent: '# Three' });
    expect(await again.fetchReport(report)).toMatchObject({ content: '# Three', sequence });
  });

  test.each(everybody)('%s reads everything', async (who) => {
    const ann = await server.client('agent-ann');
    const featureName = `read-by-${who}`;
    const channel = { ...plan, featureName };
    const report = { ...channel, reportContent: '# Plan' };
    const notice = await ann.deliver(report, fields);
    const client = await server.client(who);
    const absent = { ...plan, featureName: 'none' };
    expect((await client.fetchReport(channel))?.content).toBe('# Plan');
    expect(await client.fetchReport({ ...channel, sequence: 1_000 })).toBeNull();
    const [found, none] = await client.fetchReports([channel, absent]);
    expect([found?.content, none]).toEqual(['# Plan', null]);
    expect(await client.listReports({ featureName })).toHaveLength(1);
    expect(await client.chain(featureName)).toHaveLength(2);
    expect((await client.verifyNotice(notice)).sequence).toBe(notice.sequence);
    expect(await client.fetchNotice(channel)).toEqual(notice);
  });

  test.each(everybody)('%s follows everything, over a restart too', async (who) => {
    const ann = await server.client('agent-ann');
    for (const over of ['tcp', 'websocket'] as const) {
      const connection = await server.open(who, over);
      const client = await server.client(who, connection);
      const report = { ...plan, featureName: `late-for-${who}-${over}`, reportContent: '# Plan' };
      await using reports = await client.subscribeToDeliverables({ agent: 'ann' });
      await using notices = await client.subscribeToNotices({ featureName: report.featureName });
      const waiting = client.waitForReport(report);
      const noticed = client.waitForNotice(report);
      for (const revision of [1, 2]) {
        const told = await ann.deliver(report, fields);
        const next = { featureName: report.featureName, sequence: told.sequence };
        expect((await reports.next()).value).toMatchObject(next);
        expect((await notices.next()).value).toEqual(told);
        expect((await waiting).content).toBe('# Plan');
        expect((await noticed).sequence).toBe((await client.history(report))[0]?.sequence);
        expect(await client.history(report)).toHaveLength(revision);
        if (revision === 1 && over === 'tcp') await server.server.restart();
      }
      await client.transport.close();
      await connection.close();
    }
  });

  test.each(['agent-ann', 'reader'] as const)('%s may have no consumers', async (who) => {
    const { publish } = server.of(who);
    expect(publish.filter((subject) => subject.includes('CONSUMER'))).toEqual([]);
  });

  test('an orchestrator has durable names', async () => {
    const ann = await server.client('agent-ann');
    const orchestrator = await server.client('orchestrator');
    const options = { stream: 'agog_notices', name: 'orchestrator', from: 'new' } as const;
    await using consumption = await orchestrator.transport.consume(options);
    await ann.deliver({ ...plan, featureName: 'durable', reportContent: '# Plan' }, fields);
    const { value } = await consumption.next();
    expect(value?.message.subject).toBe('agog.notices.ann.plan.durable');
    await value?.retry();
    const again = await consumption.next();
    expect(again.value?.attempts).toBe(2);
    await again.value?.extend();
    await again.value?.acknowledge();
  });

  test('an admin purges, deletes, restores, and manages the streams', async () => {
    const bob = await server.client('agent-bob');
    const admin = await server.client('admin');
    const report = { ...review, featureName: 'managed', reportContent: '# Review' };
    const { sequence } = await bob.publishReport(report);
    expect(await admin.deleteReport({ ...report, sequence })).toBe(true);
    await bob.deliver(report, fields);
    expect(await admin.purgeReports({ featureName: 'managed' })).toMatchObject({ reports: 1 });
    await admin.publishReport(report);
    const streams = createStreamManager(admin.transport, roster);
    expect((await streams.plan()).steps).toHaveLength(3);
    await streams.deleteStream('agog_reviews', { allowDrop: true });
    await streams.apply();
    expect((await bob.publishReport(report)).sequence).toBe(1);
  });

  for (const [subject, allowed, call] of refusals) {
    const others = everybody.filter((who) => !allowed.includes(who));
    test.each(others)(`%s is refused ${subject}`, async (who) => {
      const { apiPrefix } = server.of(who).connect;
      const isApi = /^[A-Z]/.test(subject);
      const expected = isApi ? `${apiPrefix}.${subject}` : subject;
      const client = await server.client(who);
      await expect((async () => call(client))()).rejects.toMatchObject({
        code: 'permission_denied',
        message: expect.stringContaining(expected),
        details: { operation: 'publish', subject: expected },
      });
    });
  }

  test.each(everybody)('%s hears nothing but its own inbox', async (who) => {
    const connection = await server.open(who);
    const filters = ['>', 'agog.>', '_INBOX.>', '_INBOX_agog-agent-bob.*', '$JS.>', '_R_.>'];
    const foreign = filters.filter((filter) => who !== 'agent-bob' || !filter.includes('bob'));
    const refused = foreign.map(
      (filter) =>
        new Promise((resolve) => {
          connection.subscribe(filter, { callback: (error) => resolve(error?.name) });
        }),
    );
    await expect(Promise.all(refused)).resolves.toEqual(
      foreign.map(() => 'PermissionViolationError'),
    );
  });

  test.each(everybody)('the doctor misses nothing for %s', async (who) => {
    const { role, connect } = server.of(who);
    const { findings } = await doctor({
      roster,
      role,
      ...connect,
      connect: () => server.open(who),
    });
    const ids = findings.map(({ id }) => id);
    expect(ids).toContain('identity');
    const wrong = findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id);
    expect(wrong).toEqual(version === '2.10' ? ['server_outdated'] : []);
  });
});
