import type { DeliverablesClient } from '@agog/deliverables-core';
import type { NatsConnection } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import { type roster, startGuarded, type Who } from './guarded-server.fixture.ts';

type Client = DeliverablesClient<typeof roster>;

/** A connection on which nothing arrives while answers get lost. */
const withLoss = (connection: NatsConnection) => {
  let losing = false;
  const subscribe: NatsConnection['subscribe'] = (subject, options = {}) =>
    connection.subscribe(subject, {
      ...options,
      callback(error, message) {
        if (!losing) options.callback?.(error, message);
      },
    });
  // The cast: everything else is the connection's own.
  const lossy = Object.create(connection, { subscribe: { value: subscribe } }) as NatsConnection;
  return {
    lossy,
    lose(isLosing: boolean): void {
      losing = isLosing;
    },
  };
};

const plan = { agent: 'ann', taskType: 'plan', featureName: 'lost' } as const;
const reportOf = (reportContent: string) => ({ ...plan, reportContent });

const publishers: readonly (readonly [
  Who,
  string,
  string,
  (client: Client, text: string) => unknown,
])[] = [
  ['agent-ann', 'report', 'deliverables', (client, text) => client.publishReport(reportOf(text))],
  ['admin', 'report', 'deliverables', (client, text) => client.publishReport(reportOf(text))],
  [
    'agent-ann',
    'notice',
    'notices',
    (client, summary) =>
      client.publishNotice({
        status: 'blocked',
        agent: 'ann',
        task_type: 'plan',
        feature: 'lost',
        summary,
      }),
  ],
];

describe.each(['allow-lists', 'accounts'] as const)('%s', async (strength) => {
  const server = await startGuarded(strength);

  test.each(publishers)('%s stores a %s once when its acknowledgement gets lost', async (...of) => {
    const [who, , kind, publish] = of;
    const connection = await server.open(who);
    const { lossy, lose } = withLoss(connection);
    const client = await server.client(who, lossy);
    const admin = await server.open('admin');
    const channel = `agog.${kind}.ann.plan.lost`;
    const stream = kind === 'notices' ? 'agog_notices' : 'agog_plans';
    const count = async (): Promise<number> => {
      const body = JSON.stringify({ subjects_filter: channel });
      const answer = await admin.request(`$JS.API.STREAM.INFO.${stream}`, body);
      const { state } = answer.json<{ state: { subjects?: Record<string, number> } }>();
      return state.subjects?.[channel] ?? 0;
    };
    await publish(client, 'one');
    const before = await count();
    lose(true);
    const publishing = publish(client, 'two');
    await expect.poll(count).toBe(before + 1);
    await connection.reconnect();
    lose(false);
    await publishing;
    expect(await count()).toBe(before + 1);
    await publish(client, 'three');
    expect(await count()).toBe(before + 2);
  });
});
