/**
 * What the embedded transports cost on this machine:
 * `node --conditions=@agog/source packages/embedded/test/measure.ts [folder]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageId, type Transport } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { testStream } from './test-stream.ts';

const body = new Uint8Array(10_240).fill(97);

const time = async (what: string, count: number, work: () => Promise<unknown>): Promise<void> => {
  const start = performance.now();
  await work();
  const each = (performance.now() - start) / count;
  console.log(`  ${what.padEnd(52)} ${each.toFixed(4).padStart(9)} ms each`);
};

const publishMany = async (transport: Transport, count: number, atOnce: number): Promise<void> => {
  let next = 0;
  const work = async () => {
    while (next < count) {
      const subject = `test.${next++}`;
      await transport.publish({ subject, headers: [], body }, { messageId: createMessageId() });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};

const count = async (messages: AsyncIterable<unknown>): Promise<number> => {
  let found = 0;
  for await (const _ of messages) found++;
  return found;
};

const measure = async (transport: Transport, scale: number): Promise<void> => {
  console.log(transport.name);
  await transport.admin?.create(testStream);
  for (const atOnce of [1, 8, 64, 512]) {
    const count = 10_000 / (atOnce === 1 ? scale : 1);
    await time(`publish 10 KB, ${atOnce} in flight`, count, () =>
      publishMany(transport, count, atOnce),
    );
  }
  await time('get the newest on a subject', 2_000, async () => {
    for (let index = 0; index < 2_000; index++) {
      await transport.get({ stream: testStream.name, subject: `test.${index}` });
    }
  });
  const query = { stream: testStream.name, select: 'last' } as const;
  await time('list 10,000 heads, per list', 1, () => count(transport.readHeads(query)));
  await time('read 10,000 messages, per read', 1, () => count(transport.read(query)));
  await time('subscribe to 10,000 stored messages, per replay', 1, async () => {
    const from = 'start';
    const subscription = await transport.subscribe({ streams: [testStream.name], from });
    for (let index = 0; index < 10_000; index++) await subscription.next();
    await subscription.close();
  });
};

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'agog-measure-'));
try {
  await using memory = createMemoryTransport();
  await measure(memory, 1);
  const path = join(folder, 'store.db');
  await using sqlite = await openSqliteTransport({ path });
  await measure(sqlite, 10);
} finally {
  await rm(folder, { recursive: true });
}
