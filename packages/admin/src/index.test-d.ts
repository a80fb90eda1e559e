import { defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { connect } from '@nats-io/transport-node';
import { expectTypeOf, test } from 'vitest';
import {
  backup,
  createStreamManager,
  type Diagnosis,
  doctor,
  type FindingId,
  type MigratedStream,
  migrate,
  type PlanStep,
  type StreamPurge,
} from './index.ts';

test('a purge says what goes', () => {
  const streams = createStreamManager(createMemoryTransport(), defaultRoster);
  expectTypeOf(streams.purge).returns.resolves.toBeNumber();
  expectTypeOf<'everything'>().toExtend<StreamPurge>();
  expectTypeOf<{ keep: 3; featureName: 'x' }>().toExtend<StreamPurge>();
  // @ts-expect-error a misspelt condition
  streams.purge('agog_notices', { kep: 3 });
  // @ts-expect-error nothing said
  streams.purge('agog_notices');
});

test('the steps of a plan are told apart by their action', () => {
  expectTypeOf<PlanStep['action']>().toEqualTypeOf<
    'create' | 'change' | 'unchanged' | 'conflict'
  >();
  expectTypeOf<Extract<PlanStep, { action: 'change' }>['drops']>().toBeNumber();
});

test('the doctor takes a server or a store', () => {
  const roster = defaultRoster;
  const servers = 'nats://localhost:4222';
  expectTypeOf(
    doctor({ roster, connect: () => connect({ servers }) }),
  ).resolves.toEqualTypeOf<Diagnosis>();
  expectTypeOf(
    doctor({ roster, open: async () => createMemoryTransport() }),
  ).resolves.toEqualTypeOf<Diagnosis>();
  // @ts-expect-error nothing to open
  doctor({ roster });
  // @ts-expect-error a role that there is not
  doctor({ roster, connect: () => connect({ servers }), role: { kind: 'writer' } });
  expectTypeOf<Diagnosis['exitCode']>().toEqualTypeOf<0 | 1 | 2>();
  // @ts-expect-error no such finding
  expectTypeOf<'all_is_lost'>().toExtend<FindingId>();
});

test('what is moved has to be named', () => {
  const transport = createMemoryTransport();
  const to = new WritableStream<Uint8Array>();
  backup(transport, { streams: defaultRoster, to });
  backup(transport, { streams: ['agog_notices'], to });
  // @ts-expect-error no streams
  backup(transport, { to });
  const stores = { from: transport, to: transport };
  expectTypeOf(migrate({ ...stores, streams: defaultRoster })).resolves.toEqualTypeOf<
    MigratedStream[]
  >();
  // @ts-expect-error following ends by a signal, not by a word
  migrate({ ...stores, streams: defaultRoster, followUntil: true });
});
