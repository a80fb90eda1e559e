import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { streamOf } from '../stores.fixture.ts';
import { adminOf, dump, dumpCopies, numbered, openStore } from './archive.fixture.ts';
import { migrate } from './migrate.ts';

const streams = ['plans'];

const openSource = async (messages: number) => {
  const source = await openStore('memory');
  await adminOf(source).create(streamOf('plans'));
  const body = new Uint8Array(20_000).fill(65);
  for (let sequence = 1; sequence <= messages; sequence++) {
    await adminOf(source).place('plans', { ...numbered('plans', sequence), body });
  }
  return source;
};

test('a server that dies with messages on their way gets each of them once', async () => {
  const from = await openSource(2_000);
  await using server = await startServer();
  const connection = await connect({
    servers: server.url,
    reconnectTimeWait: 50,
    maxReconnectAttempts: -1,
  });
  await using to = createJetStreamTransport({ connection, ownsConnection: true });
  let restarted: Promise<void> | undefined;
  const [result] = await migrate({
    from,
    to,
    streams,
    onProgress: ({ step, messages }) => {
      if (step === 'copied' && messages < 2_000) {
        restarted ??= server.restart({ signal: 'SIGKILL' });
      }
    },
  });
  expect(restarted).toBeDefined();
  await restarted;
  expect(result).toMatchObject({ copied: 2_000, verified: 2_000, lastSequence: 2_000 });
  expect(await dump(to, 'plans')).toEqual(await dumpCopies(from, 'plans'));
}, 30_000);

test.each(['memory', 'jetstream'] as const)(
  'somebody else who writes to %s is noticed',
  async (kind) => {
    const from = await openSource(5);
    const to = await openStore(kind);
    const followed = new AbortController();
    let caughtUp = (): void => {};
    const first = new Promise<void>((resolve) => {
      caughtUp = resolve;
    });
    const migration = migrate({
      from,
      to,
      streams,
      followUntil: followed.signal,
      onProgress: caughtUp,
    });
    await first;
    const intruder = { subject: 'plans.1', headers: [], body: new Uint8Array() };
    await to.publish(intruder, { messageId: 'intruder' });
    await adminOf(from).place('plans', numbered('plans', 6));
    await expect(migration).rejects.toMatchObject({
      code: 'sequence_conflict',
      details: { stream: 'plans', sequence: 6 },
    });
  },
);
