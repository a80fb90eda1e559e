import { createClient, type StreamLimits } from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { publishPlans, roster, stores } from '../stores.fixture.ts';
import type { StreamPurge } from './purge-stream.ts';
import { createStreamManager } from './stream-manager.ts';

describe.each(stores)('streams in a store of %s', (_, open) => {
  const openFilled = async () => {
    const transport = await open();
    const streams = createStreamManager(transport, roster);
    await streams.apply();
    await publishPlans(transport, ['search', 'search', 'invoice', 'search', 'invoice']);
    const client = createClient({ transport, roster });
    const report = { agent: 'bob', taskType: 'review', featureName: 'search' } as const;
    await client.deliver({ ...report, reportContent: '# Review' }, { summary: 'Reviewed' });
    return { transport, streams, client };
  };

  test('tell what is in them', async () => {
    const { streams } = await openFilled();
    const [plans, reviews, notices] = await streams.status();
    expect(plans).toMatchObject({
      stream: 'agog_plans',
      agents: ['ann'],
      exists: true,
      messages: 5,
      firstSequence: 1,
      lastSequence: 5,
      firstTime: expect.any(Date),
      lastTime: expect.any(Date),
      age: expect.any(Number),
      fill: 5 / 10_000,
      consumers: 0,
    });
    expect(plans?.bytes).toBeGreaterThan(5 * 20);
    expect(reviews).toMatchObject({ agents: ['bob'], messages: 1 });
    expect(notices).toMatchObject({ stream: 'agog_notices', agents: [], messages: 1 });
    await streams.deleteStream('agog_plans', { allowDrop: true });
    expect((await streams.status())[0]).toMatchObject({ exists: false, messages: 0, age: null });
  });

  test('tell what is in them by feature', async () => {
    const { streams } = await openFilled();
    expect(await streams.features()).toMatchObject([
      { featureName: 'invoice', agents: ['ann'], revisions: 2, notices: 0 },
      { featureName: 'search', agents: ['ann', 'bob'], revisions: 4, notices: 1 },
    ]);
  });

  test.each([
    ['everything', 5, 0],
    [{ featureName: 'search' }, 3, 2],
    [{ featureName: 'search', keep: 1 }, 2, 3],
    [{ keep: 2 }, 3, 2],
    [{ beforeSequence: 3 }, 2, 3],
    [{ beforeSequence: 3, featureName: 'invoice' }, 0, 5],
  ] as const)('are purged of %j', async (purge, removed, left) => {
    const { transport, streams } = await openFilled();
    expect(await streams.purge('agog_plans', purge)).toBe(removed);
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(left);
  });

  test('are purged of the notices of a feature', async () => {
    const { streams } = await openFilled();
    expect(await streams.purge('agog_notices', { featureName: 'invoice' })).toBe(0);
    expect(await streams.purge('agog_notices', { featureName: 'search' })).toBe(1);
  });

  test('keep everything when the purge says nothing', async () => {
    const { streams } = await openFilled();
    for (const purge of [{}, { kep: 2 }, null, 'all', { featureName: 'a.b' }]) {
      // The cast: callers without a compiler pass anything.
      await expect(streams.purge('agog_plans', purge as StreamPurge)).rejects.toMatchObject({
        code: expect.stringMatching(/^invalid_/),
      });
    }
    await expect(streams.purge('none', 'everything')).rejects.toMatchObject({
      code: 'stream_not_found',
    });
  });

  test('get other limits, and say what these would cost', async () => {
    const { transport, streams } = await openFilled();
    const info = await streams.changeLimits('agog_plans', { maxMessages: 20_000 });
    expect(info.config.maxMessages).toBe(20_000);
    await expect(streams.changeLimits('agog_plans', { maxMessages: 2 })).rejects.toMatchObject({
      code: 'would_drop_messages',
      message: 'These limits of the stream agog_plans would remove 3 messages.',
      details: { stream: 'agog_plans', messages: 3 },
    });
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(5);
    await streams.changeLimits('agog_plans', { maxMessages: 2 }, { allowDrop: true });
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(2);
    const odd: object = { subjects: ['x'] };
    for (const limits of [odd, { maxMessages: -1 }, { maxMesages: 1 }]) {
      const changing = streams.changeLimits('agog_plans', limits as Partial<StreamLimits>);
      await expect(changing).rejects.toMatchObject({ code: 'invalid_argument' });
    }
    await expect(streams.changeLimits('none', { maxMessages: 2 })).rejects.toMatchObject({
      code: 'stream_not_found',
    });
  });

  test('are deleted when they are empty, or when told', async () => {
    const { streams } = await openFilled();
    await expect(streams.deleteStream('agog_plans')).rejects.toMatchObject({
      code: 'would_drop_messages',
      details: { messages: 5 },
    });
    expect(await streams.deleteStream('agog_plans', { allowDrop: true })).toBe(true);
    expect(await streams.deleteStream('agog_plans')).toBe(false);
  });

  test('lose one revision by the client', async () => {
    const { client, streams } = await openFilled();
    const channel = 'agog.deliverables.ann.plan.search';
    expect(await client.deleteReport({ channel, sequence: 2 })).toBe(true);
    expect((await client.history({ channel })).map(({ sequence }) => sequence)).toEqual([1, 4]);
    expect((await streams.status())[0]?.messages).toBe(4);
  });
});
