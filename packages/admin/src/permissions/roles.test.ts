import { describe, expect, test } from 'vitest';
import { type GuardedServer, startGuarded, type Who } from './guarded-server.fixture.ts';

const plan = { agent: 'ann', taskType: 'plan' } as const;
const forms = await Promise.all(
  (['allow-lists', 'accounts'] as const).map(
    async (strength) => [strength, await startGuarded(strength)] as const,
  ),
);

describe.each(forms)('%s', (_strength, server: GuardedServer) => {
  const readers: readonly Who[] = ['agent-ann', 'agent-bob', 'reader', 'orchestrator', 'admin'];

  test('an agent publishes, delivers and revises', async () => {
    const ann = await server.client('agent-ann');
    const report = { ...plan, featureName: 'own', reportContent: '# One' };
    expect((await ann.publishReport(report)).sequence).toBe(1);
    await ann.deliver({ ...report, reportContent: '# Two' }, { summary: 'Done.' });
    const again = await server.client('agent-ann');
    const receipt = await again.publishReport({ ...report, reportContent: '# Three' });
    expect(receipt.sequence).toBe(3);
    expect((await again.fetchReport(report))?.content).toBe('# Three');
  });

  test.each(readers)('%s reads everything', async (who) => {
    const ann = await server.client('agent-ann');
    const name = { ...plan, featureName: `read-by-${who}` };
    const report = { ...name, reportContent: '# Plan' };
    const notice = await ann.deliver(report, { summary: 'Done.' });
    const client = await server.client(who);
    expect((await client.fetchReport(name))?.content).toBe('# Plan');
    expect(await client.fetchReport({ ...name, featureName: 'none' })).toBeNull();
    const absent = { ...name, featureName: 'none' };
    const [found, none] = await client.fetchReports([name, absent]);
    expect([found?.content, none]).toEqual(['# Plan', null]);
    const { featureName } = name;
    expect(await client.listReports({ featureName })).toHaveLength(1);
    expect(await client.history(name)).toHaveLength(1);
    expect(await client.chain(featureName)).toHaveLength(2);
    expect((await client.verifyNotice(notice)).sequence).toBe(notice.sequence);
    expect(await client.fetchNotice(name)).toEqual(notice);
    await using reports = await client.subscribeToDeliverables({ from: 'new' });
    await using notices = await client.subscribeToNotices({ featureName: absent.featureName });
    const waiting = client.waitForReport(
      { ...name, featureName: `late-${who}` },
      { timeout: 5_000 },
    );
    await ann.deliver({ ...report, featureName: `late-${who}` }, { summary: 'Late.' });
    expect((await reports.next()).value).toMatchObject({ featureName: `late-${who}` });
    expect((await waiting).content).toBe('# Plan');
    await notices.close();
  });
});
