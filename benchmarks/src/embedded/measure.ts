/**
 * What the embedded transports cost on this machine:
 * `npm run bench embedded [folder for the store]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Transport } from '@agog/deliverables-core';
import { createMessageId } from '@agog/deliverables-core/transport';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { stream as config } from './stream.ts';

const stream = config.name;
const body = new Uint8Array(10_240).fill(97);

const print = (what: string, value: number, unit: string): void => {
  console.log(`  ${what.padEnd(50)} ${value.toFixed(3).padStart(10)} ${unit}`);
};

const time = async (what: string, count: number, work: () => Promise<unknown>): Promise<void> => {
  const start = performance.now();
  await work();
  print(what, (performance.now() - start) / count, 'ms');
};

const publish = (transport: Transport, subject: string) =>
  transport.publish({ subject, headers: [], body }, { messageId: createMessageId() });

const publishMany = async (transport: Transport, count: number, atOnce: number): Promise<void> => {
  let next = 0;
  const work = async () => {
    while (next < count) await publish(transport, `test.${next++}`);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};

const drain = async (messages: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of messages);
};

const measureCalls = async (transport: Transport): Promise<void> => {
  console.log(`${transport.name}, reports of 10 KB`);
  await transport.admin?.create(config);
  for (const atOnce of [1, 8, 64, 512]) {
    const count = atOnce === 1 ? 1_000 : 10_000;
    await time(`publish, ${atOnce} in flight: each`, count, () =>
      publishMany(transport, count, atOnce),
    );
  }
  await time('get the newest on a subject', 2_000, async () => {
    for (let index = 0; index < 2_000; index++) {
      await transport.get({ stream, subject: `test.${index}` });
    }
  });
  await time('list the heads of 10,000 subjects', 1, () =>
    drain(transport.readHeads({ stream, select: 'last' })),
  );
  await time('read 10,000 messages', 1, () => drain(transport.read({ stream, select: 'all' })));
  await time('replay 10,000 messages to a subscriber', 1, async () => {
    await using subscription = await transport.subscribe({ streams: [stream], from: 'start' });
    for (let index = 0; index < 10_000; index++) await subscription.next();
  });
};

const measureSubscriber = async (transport: Transport, path: string): Promise<void> => {
  const program = fileURLToPath(new URL('./subscriber.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@agog/source', program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const delays: number[] = [];
  for (let index = 0; index < 200; index++) {
    await publish(transport, 'test.seen');
    const stored = performance.timeOrigin + performance.now();
    const { value } = await lines.next();
    delays.push(Number(value) - stored);
  }
  child.kill();
  await gone;
  delays.sort((one, other) => one - other);
  print('seen in another process after: median', delays[100] ?? Number.NaN, 'ms');
  print('  of 200 the slowest', delays[199] ?? Number.NaN, 'ms');
};

const measureIdle = async (transport: Transport): Promise<void> => {
  await using subscription = await transport.subscribe({ streams: [stream], from: 'new' });
  const next = subscription.next();
  const start = performance.now();
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const { user, system } = process.cpuUsage(before);
  print('CPU of a process that waits', (user + system) / 10 / (performance.now() - start), '%');
  await subscription.close();
  await next;
};

const measureDisk = (folder: string): void => {
  const file = openSync(join(folder, 'disk'), 'w');
  const start = performance.now();
  for (let index = 0; index < 200; index++) {
    writeSync(file, body);
    fdatasyncSync(file);
  }
  print('this disk: write 10 KB and synchronise', (performance.now() - start) / 200, 'ms');
  closeSync(file);
};

const folder = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'agog-measure-'));
try {
  await using memory = createMemoryTransport();
  await measureCalls(memory);
  const path = join(folder, 'store.db');
  await using sqlite = await openSqliteTransport({ path });
  await measureCalls(sqlite);
  measureDisk(folder);
  await measureSubscriber(sqlite, path);
  await measureIdle(sqlite);
} finally {
  await rm(folder, { recursive: true });
}
