import type { Transport } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { expect, test } from 'vitest';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;

/** Keeps the processor busy for a millisecond, as a reader of many messages does. */
const work = () => {
  const end = performance.now() + 1;
  while (performance.now() < end);
};

const opened = async (messages: number): Promise<Transport> => {
  const transport = createMemoryTransport();
  await transport.admin?.create(testStream);
  for (let number = 1; number <= messages; number++) {
    const { message, messageId } = testReport('writer', number);
    await transport.publish(message, { messageId });
  }
  return transport;
};

test('a timer fires while a subscriber works through a backlog', async () => {
  await using transport = await opened(200);
  const controller = new AbortController();
  const { signal } = controller;
  const query = { streams: [stream], from: 'start' } as const;
  const subscription = await transport.subscribe(query, { signal });
  setTimeout(() => controller.abort());
  let seen = 0;
  for await (const _ of subscription) {
    seen += 1;
    work();
  }
  expect(seen).toBeLessThan(200);
});

test('a timer fires while many messages are read', async () => {
  await using transport = await opened(200);
  let fired = 0;
  let seen = 0;
  setTimeout(() => {
    fired = seen;
  });
  for await (const _ of transport.readHeads({ stream, select: 'all' })) {
    seen += 1;
    work();
  }
  expect(fired).toBeGreaterThan(0);
  expect(fired).toBeLessThan(200);
});
