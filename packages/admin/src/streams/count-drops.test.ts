import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamOf } from '../stores.fixture.ts';
import { countDrops } from './count-drops.ts';

const day = 86_400_000;

/** A stream with messages of these sizes, each an hour after the one before and the last one now. */
const openStream = async (sizes: readonly number[]) => {
  let now = Date.now() - sizes.length * 3_600_000;
  const transport = createMemoryTransport({ now: () => now });
  await transport.admin?.create(streamOf('s'));
  for (const [index, size] of sizes.entries()) {
    now += 3_600_000;
    const message = { subject: `s.${index}`, headers: [], body: new Uint8Array(size) };
    await transport.publish(message, { messageId: String(index) });
  }
  const info = await transport.admin?.info('s');
  if (!info) throw new Error('no stream');
  return { transport, info };
};

const none = { maxMessages: null, maxBytes: null, maxAge: null };

test('counts what is too old', async () => {
  const { transport, info } = await openStream(Array(48).fill(10));
  expect(await countDrops(transport, info, none)).toBe(0);
  expect(await countDrops(transport, info, { ...none, maxAge: 7 * day })).toBe(0);
  expect(await countDrops(transport, info, { ...none, maxAge: day + 60_000 })).toBe(23);
  const both = { ...none, maxAge: day, maxMessages: 5 };
  expect(await countDrops(transport, info, both)).toBe(43);
});

test('is what the store then removes, whatever the limits', async () => {
  const limit = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: null });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }),
      limit(14),
      limit(4_000),
      async (sizes, maxMessages, maxBytes) => {
        const { transport, info } = await openStream(sizes);
        const counted = await countDrops(transport, info, { ...none, maxMessages, maxBytes });
        const after = await transport.admin?.update('s', { maxMessages, maxBytes });
        expect(after?.state.messages).toBe(sizes.length - counted);
      },
    ),
    { seed: 20261122, numRuns: 200 },
  );
});

test('is what a server then removes, whatever the sizes and headers', async () => {
  await using server = await startServer();
  const connection = await connect({ servers: server.url });
  await using transport = createJetStreamTransport({ connection, ownsConnection: true });
  let count = 0;
  const sizes = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 40_000 }), async (bodies, maxBytes) => {
      count += 1;
      const name = `s${count}`;
      await transport.admin?.create(streamOf(name));
      for (const [index, size] of bodies.entries()) {
        const headers = [['Agog-Title', 'x'.repeat(index)]] as const;
        const message = { subject: `${name}.${index}`, headers, body: new Uint8Array(size) };
        await transport.publish(message, { messageId: `${name}-${index}` });
      }
      const info = await transport.admin?.info(name);
      if (!info) throw new Error('no stream');
      const counted = await countDrops(transport, info, { ...none, maxBytes });
      const after = await transport.admin?.update(name, { maxBytes });
      expect(after?.state.messages).toBe(bodies.length - counted);
    }),
    { seed: 20261122, numRuns: 40 },
  );
});
