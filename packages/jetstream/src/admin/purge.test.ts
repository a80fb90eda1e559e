import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { config, open } from './open-admin.fixture.ts';

describe.each(serverLines)('on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const { admin, publish } = await open(server.url);

  test('keeps as many as told where messages were removed in between', async () => {
    for (const [keep, left] of [
      [2, [4, 6]],
      [3, [2, 4, 6]],
      [4, [2, 4, 6]],
      [0, []],
    ] as const) {
      await admin.create(config('gaps'));
      await publish('gaps.a', 'gaps.a', 'gaps.a', 'gaps.a', 'gaps.a', 'gaps.a');
      for (const sequence of [1, 3, 5]) await admin.deleteMessage('gaps', sequence);
      expect(await admin.purge('gaps', { keep })).toBe(3 - left.length);
      const { messages, firstSequence } = (await admin.info('gaps'))?.state ?? {};
      expect([messages, firstSequence]).toEqual([left.length, left[0] ?? 7]);
      await admin.deleteStream('gaps');
    }
  });

  test('purges nothing before the first sequence', async () => {
    await admin.create(config('first'));
    await publish('first.a', 'first.b');
    expect(await admin.purge('first', { beforeSequence: 1 })).toBe(0);
    expect(await admin.purge('first', { beforeSequence: 1, filter: 'first.a' })).toBe(0);
    expect((await admin.info('first'))?.state.messages).toBe(2);
  });
});
