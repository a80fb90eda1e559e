import { createClient, defineRoster } from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { publishPlans, roster, rosterWith, stores, streamOf } from '../stores.fixture.ts';
import { describePlan, describeResult } from './describe-plan.ts';
import { createStreamManager } from './stream-manager.ts';

const actionsOf = (plan: { steps: readonly { action: string; stream: string }[] }) =>
  Object.fromEntries(plan.steps.map(({ stream, action }) => [stream, action]));

describe.each(stores)('the plan for a store of %s', (_, open) => {
  test('creates what is missing, once', async () => {
    const streams = createStreamManager(await open(), roster);
    const plan = await streams.plan();
    expect(actionsOf(plan)).toEqual({
      agog_plans: 'create',
      agog_reviews: 'create',
      agog_notices: 'create',
    });
    expect(describePlan(plan)).toContain(
      'create     agog_plans    agog.deliverables.ann.*.*, 10000 messages, 1 GiB, 7 days',
    );
    const first = await streams.apply(plan);
    expect(first).toMatchObject({ complete: true });
    expect(describeResult(first)).toContain('agog_plans    created');
    const again = await streams.apply(plan);
    expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(Array(3).fill('unchanged'));
    expect(actionsOf(await streams.plan())).toEqual({
      agog_plans: 'unchanged',
      agog_reviews: 'unchanged',
      agog_notices: 'unchanged',
    });
    // Plain data: it comes out of JSON as it went in.
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test('changes what can be changed without a loss', async () => {
    const transport = await open();
    await createStreamManager(transport, roster).apply();
    const limits = { maxMessages: 20_000, maxAge: 30 * 86_400_000, duplicateWindow: 60_000 };
    const streams = createStreamManager(transport, rosterWith(limits));
    const plan = await streams.plan();
    // The notices are kept as long as the longest reports.
    expect(actionsOf(plan)).toMatchObject({ agog_plans: 'change', agog_notices: 'change' });
    expect(plan.steps.find(({ stream }) => stream === 'agog_plans')).toMatchObject({
      drops: 0,
      changes: [
        { setting: 'maxMessages', from: 10_000, to: 20_000 },
        { setting: 'maxAge' },
        { setting: 'duplicateWindow' },
      ],
    });
    expect(describePlan(plan)).toContain('maxAge: 7 days → 30 days');
    expect(await streams.apply(plan)).toMatchObject({ complete: true });
    expect((await transport.admin?.info('agog_plans'))?.config).toMatchObject(limits);
  });

  test('loses no message unless it is told to, and says how many', async () => {
    const transport = await open();
    await createStreamManager(transport, roster).apply();
    await publishPlans(transport, ['a', 'b', 'c', 'd', 'e']);
    const streams = createStreamManager(transport, rosterWith({ maxMessages: 2 }));
    const plan = await streams.plan();
    expect(plan.steps.find(({ action }) => action === 'change')).toMatchObject({ drops: 3 });
    expect(describePlan(plan)).toContain('removes 3 messages');
    const held = await streams.apply(plan);
    expect(held).toMatchObject({ complete: false });
    expect(describeResult(held)).toContain('left as it is: the change would remove 3 messages');
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(5);
    const told = await streams.apply(plan, { allowDrop: true });
    expect(told).toMatchObject({ complete: true });
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(2);
  });

  test('counts what fewer bytes would cost', async () => {
    const transport = await open();
    await createStreamManager(transport, roster).apply();
    await publishPlans(transport, ['a', 'b', 'c', 'd', 'e', 'f'], 'x'.repeat(10_000));
    const { bytes = 0 } = (await transport.admin?.info('agog_plans'))?.state ?? {};
    const streams = createStreamManager(transport, rosterWith({ maxBytes: Math.ceil(bytes / 2) }));
    const plan = await streams.plan();
    expect(plan.steps.find(({ action }) => action === 'change')).toMatchObject({ drops: 3 });
    await streams.apply(plan, { allowDrop: true });
    expect((await transport.admin?.info('agog_plans'))?.state.messages).toBe(3);
  });

  test('leaves to a person what cannot be changed, or is not ours', async () => {
    const transport = await open();
    const subjects = ['agog.deliverables.ann.*.*'];
    await transport.admin?.create(streamOf('agog_plans', { subjects, retention: 'workqueue' }));
    await transport.admin?.create(streamOf('agog_reviews', { subjects: ['orders.>'] }));
    await transport.admin?.create(streamOf('everything', { subjects: ['agog.notices.>'] }));
    await transport.admin?.create(streamOf('agog_gone', { subjects: ['gone'] }));
    const streams = createStreamManager(transport, roster);
    const plan = await streams.plan();
    expect(plan.unknownStreams).toEqual(['agog_gone']);
    const kinds = plan.steps.map((step) =>
      step.action === 'conflict' ? step.conflicts.map(({ kind }) => kind) : [],
    );
    expect(kinds.flat()).toEqual(['retention', 'name_taken', 'subjects_taken']);
    expect(describePlan(plan)).toContain('The stream everything takes agog.notices.>');
    expect(describeResult(await streams.apply(plan))).toContain('left as it is');
    const names = (await transport.admin?.list())?.map(({ config }) => config.name);
    expect(names).toEqual(['agog_gone', 'agog_plans', 'agog_reviews', 'everything']);
  });

  test('moves an agent to another stream when nothing of it is left behind', async () => {
    const transport = await open();
    await createStreamManager(transport, roster).apply();
    const together = { taskTypes: ['any'], purpose: 'Work', stream: 'reviews' } as const;
    const moved = defineRoster({
      bob: together,
      ann: together,
      eve: { ...together, stream: 'plans' },
    });
    const name = createStreamManager(transport, moved);
    expect((await name.plan()).steps[0]).toMatchObject({
      action: 'conflict',
      conflicts: [{ kind: 'name_taken' }],
    });
    const kept = defineRoster({ bob: together, ann: together });
    const streams = createStreamManager(transport, kept);
    expect((await streams.plan()).steps).toContainEqual(
      expect.objectContaining({
        action: 'conflict',
        conflicts: [expect.objectContaining({ otherStream: 'agog_plans' })],
      }),
    );
    await createStreamManager(transport, roster).deleteStream('agog_plans');
    expect(await streams.apply()).toMatchObject({ complete: true });
    await createClient({ transport, roster: kept }).publishReport({
      ...{ agent: 'ann', taskType: 'any', featureName: 'x', reportContent: 'x' },
    });
    // Back again: her report would stay behind.
    expect(actionsOf(await createStreamManager(transport, roster).plan())).toMatchObject({
      agog_reviews: 'conflict',
      agog_plans: 'conflict',
    });
  });

  test('an old plan does no harm', async () => {
    const transport = await open();
    const streams = createStreamManager(transport, roster);
    const plan = await streams.plan();
    await transport.admin?.create(streamOf('foreign', { subjects: ['agog.deliverables.bob.>'] }));
    const result = await streams.apply(plan);
    expect(result.complete).toBe(false);
    expect(result.outcomes.map(({ outcome }) => outcome)).toEqual([
      'created',
      'conflict',
      'created',
    ]);
  });
});

test('needs a transport that may manage streams', async () => {
  const [, open] = stores[0] ?? [];
  const transport = await open?.();
  if (!transport) throw new Error('no store');
  const streams = createStreamManager({ ...transport, admin: null }, roster);
  await expect(streams.plan()).rejects.toMatchObject({ code: 'unsupported' });
  await expect(streams.status()).rejects.toMatchObject({ code: 'unsupported' });
});
