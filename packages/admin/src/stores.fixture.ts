import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createClient,
  defineRoster,
  type StreamConfig,
  type Transport,
} from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { onTestFinished } from 'vitest';

/** Ends something when the test is over. */
const end = (close: () => PromiseLike<unknown>): void => {
  onTestFinished(async () => {
    await close();
  });
};

/** A new store of each kind, gone after the test. */
export const stores: readonly (readonly [string, () => Promise<Transport>])[] = [
  [
    'memory',
    async () => {
      const transport = createMemoryTransport();
      end(() => transport.close());
      return transport;
    },
  ],
  [
    'sqlite',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'agog-admin-'));
      end(() => rm(folder, { recursive: true }));
      const transport = await openSqliteTransport({ path: join(folder, 'store.db') });
      end(() => transport.close());
      return transport;
    },
  ],
  [
    'jetstream',
    async () => {
      const server = await startServer();
      end(() => server[Symbol.asyncDispose]());
      const connection = await connect({ servers: server.url });
      const transport = createJetStreamTransport({ connection, ownsConnection: true });
      end(() => transport.close());
      return transport;
    },
  ],
];

const purpose = 'Work';

/** Two agents with a stream each. */
export const roster = defineRoster({
  ann: { stream: 'plans', taskTypes: ['plan'], purpose },
  bob: { stream: 'reviews', taskTypes: ['review'], purpose },
});

/** The same two agents, with other limits for Ann's stream. */
export const rosterWith = (limits: Partial<StreamConfig>): typeof roster =>
  defineRoster({
    ann: { stream: 'plans', taskTypes: ['plan'], purpose, limits },
    bob: { stream: 'reviews', taskTypes: ['review'], purpose },
  });

/** A stream as another program makes it. */
export const streamOf = (name: string, changes: Partial<StreamConfig> = {}): StreamConfig => ({
  name,
  subjects: [`${name}.>`],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: null,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
  duplicateWindow: 120_000,
  ...changes,
});

/** Publishes a report of Ann on each feature, one after the other. */
export const publishPlans = async (
  transport: Transport,
  features: readonly string[],
  reportContent = '# Plan\n\nSearch by name first.',
): Promise<void> => {
  const client = createClient({ transport, roster });
  for (const featureName of features) {
    await client.publishReport({ agent: 'ann', taskType: 'plan', featureName, reportContent });
  }
};
