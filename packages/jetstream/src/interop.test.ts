import { createClient, defaultRoster } from '@agog/deliverables-core';
import { jetstream } from '@nats-io/jetstream';
import { connect, headers as createHeaders } from '@nats-io/transport-node';
import { connect as connectTwo, headers as createHeadersTwo } from 'nats';
import { connect as connectWebSocket, headers as createHeadersWebSocket } from 'nats.ws';
import { afterAll, describe, expect, test } from 'vitest';
import { openServer } from './context.fixture.ts';
import { createJetStreamTransport } from './transport.ts';

const server = await openServer();
const own = await connect({ servers: server.url });
const client = createClient({
  transport: createJetStreamTransport({ connection: own, ownsConnection: true }),
  roster: defaultRoster,
});
await client.initialize();
const two = await connectTwo({ servers: server.url });
const web = await connectWebSocket({ servers: server.websocketUrl });
afterAll(async () => {
  await client.close();
  await two.close();
  await web.close();
});

const stream = 'agog_features_research';
const reportContent = '# Research\n\nPeople search by name — then by city.';
const metadata = { files_analyzed: 15, complexity: 'Medium' };

/** What another program does with its own library: publish a body on a channel, and read one back. */
interface Raw {
  publish(subject: string, body: string, headers?: Record<string, string>): Promise<number>;
  newest(
    subject: string,
  ): Promise<{ readonly text: string; readonly header: (name: string) => string }>;
}

const filled = <T extends { set(name: string, value: string): void }>(
  headers: T,
  values: Record<string, string>,
): T => {
  for (const [name, value] of Object.entries(values)) headers.set(name, value);
  return headers;
};

const manager = await two.jetstreamManager();
const webManager = await web.jetstreamManager();
const raws: Record<string, Raw> = {
  '@nats-io/jetstream 3': {
    async publish(subject, body, values = {}) {
      const headers = filled(createHeaders(), values);
      return (await jetstream(own).publish(subject, body, { headers })).seq;
    },
    async newest(subject) {
      const consumer = await jetstream(own).consumers.get(stream, { filter_subjects: subject });
      let last = await consumer.next({ expires: 1_000 });
      while (last && last.info.pending > 0) last = await consumer.next({ expires: 1_000 });
      if (!last) throw new Error(`Nothing is stored on ${subject}.`);
      const { headers } = last;
      return { text: last.string(), header: (name) => headers?.get(name) ?? '' };
    },
  },
  'nats 2': {
    async publish(subject, body, values = {}) {
      const headers = filled(createHeadersTwo(), values);
      const bytes = new TextEncoder().encode(body);
      return (await two.jetstream().publish(subject, bytes, { headers })).seq;
    },
    async newest(subject) {
      const message = await manager.streams.getMessage(stream, { last_by_subj: subject });
      return { text: message.string(), header: (name) => message.header.get(name) };
    },
  },
  'nats.ws 1': {
    async publish(subject, body, values = {}) {
      const headers = filled(createHeadersWebSocket(), values);
      const bytes = new TextEncoder().encode(body);
      return (await web.jetstream().publish(subject, bytes, { headers })).seq;
    },
    async newest(subject) {
      const message = await webManager.streams.getMessage(stream, { last_by_subj: subject });
      return { text: message.string(), header: (name) => message.header.get(name) };
    },
  },
};

describe.for(Object.entries(raws))('%s', ([name, raw]) => {
  const featureName = name.replace(/[^a-z0-9]+/gi, '-').replace(/^-/, '');
  const reference = { agent: 'cynthia', taskType: 'research', featureName } as const;
  const subject = `agog.deliverables.cynthia.research.${featureName}`;

  test('reads what is published here', async () => {
    const receipt = await client.publishReport({ ...reference, reportContent, metadata });
    const { text, header } = await raw.newest(subject);
    expect(text).toBe(reportContent);
    expect(header('Agog-Spec')).toBe('1');
    expect(header('Agog-Digest')).toContain(receipt.digest);
    expect(JSON.parse(header('Agog-Metadata'))).toEqual(metadata);
  });

  test('publishes what is read here, marked as foreign', async () => {
    const listening = await client.subscribeToDeliverables({ ...reference, from: 'new' });
    const bare = await raw.publish(subject, '# Bare\n\nMarkdown without headers.');
    const envelope = { content: '# In an envelope', metadata };
    const wrapped = await raw.publish(subject, JSON.stringify(envelope));

    const received = [(await listening.next()).value, (await listening.next()).value];
    expect(received.map((report) => report?.sequence)).toEqual([bare, wrapped]);
    expect(received.map((report) => report?.foreign)).toEqual([true, true]);
    expect(received[0]?.content).toBe('# Bare\n\nMarkdown without headers.');
    expect(received[1]?.content).toBe('# In an envelope');
    expect(received[1]?.metadata).toMatchObject(metadata);
    await listening.close();

    const fetched = await client.fetchReport(reference);
    expect(fetched).toMatchObject({ sequence: wrapped, content: '# In an envelope' });
    const history = await client.history(reference);
    expect(history.map((revision) => revision.sequence)).toContain(bare);
  });

  test('publishes between our publishes, and neither loses any', async () => {
    const ours: Promise<number>[] = [];
    const theirs: Promise<number>[] = [];
    for (let index = 0; index < 50; index++) {
      const report = { ...reference, reportContent: `${reportContent} ${index}` };
      ours.push(client.publishReport(report).then(({ sequence }) => sequence));
      theirs.push(raw.publish(subject, `theirs ${index}`));
    }
    const sequences = await Promise.all([...ours, ...theirs]);
    expect(new Set(sequences).size).toBe(100);
    const stored = (await client.history(reference)).map((revision) => revision.sequence);
    expect(stored).toEqual(expect.arrayContaining(sequences));
  });
});
