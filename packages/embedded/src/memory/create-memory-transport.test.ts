import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { expect, test } from 'vitest';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;

test('the clock given ages messages and forgets message ids', async () => {
  let now = 1_000_000;
  await using transport = createMemoryTransport({ now: () => now });
  await transport.admin?.create({ ...testStream, maxAge: 60_000, duplicateWindow: 1_000 });
  const { message, messageId } = testReport('writer', 1);
  const first = await transport.publish(message, { messageId });
  now += 999;
  expect(await transport.publish(message, { messageId })).toEqual({ ...first, duplicate: true });
  now += 1;
  expect(await transport.publish(message, { messageId })).toEqual({ ...first, sequence: 2 });
  now += 59_000;
  expect(await transport.get({ stream, sequence: 1 })).toBeNull();
  expect((await transport.get({ stream, sequence: 2 }))?.time).toEqual(new Date(1_001_000));
});

test('a clock that goes back does not take the time of a stream back', async () => {
  let now = 1_000_000;
  await using transport = createMemoryTransport({ now: () => now });
  await transport.admin?.create(testStream);
  for (const number of [1, 2]) {
    const { message, messageId } = testReport('writer', number);
    await transport.publish(message, { messageId });
    now -= 10_000;
  }
  expect((await transport.get({ stream, sequence: 2 }))?.time).toEqual(new Date(1_000_000));
});

test('a Buffer passed in may be used again', async () => {
  await using transport = createMemoryTransport();
  await transport.admin?.create(testStream);
  const body = Buffer.from('as it was');
  await transport.publish({ subject: 'test.a', headers: [], body }, { messageId: 'a' });
  body.fill(0);
  const stored = await transport.get({ stream, sequence: 1 });
  expect(new TextDecoder().decode(stored?.body)).toBe('as it was');
});

test('two transports share nothing', async () => {
  await using first = createMemoryTransport();
  await using second = createMemoryTransport();
  await first.admin?.create(testStream);
  expect(await second.admin?.list()).toEqual([]);
});

test('a subscription from a sequence beyond the end waits for that sequence', async () => {
  await using transport = createMemoryTransport();
  await transport.admin?.create(testStream);
  const query = { streams: [stream], from: { sequence: 4 } } as const;
  await using subscription = await transport.subscribe(query);
  const next = subscription.next();
  // It has looked once, and waits.
  await transport.get({ stream, sequence: 1 });
  for (const number of [1, 2, 3, 4]) {
    const { message, messageId } = testReport('writer', number);
    await transport.publish(message, { messageId });
  }
  expect((await next).value?.sequence).toBe(4);
});
