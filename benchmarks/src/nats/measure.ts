/**
 * What a NATS server and this SDK cost on this machine, beside the maintainers' own library: `npm run bench`.
 * Reports of 10 KB, loopback, TCP, one file-backed stream an agent; through the public client with its defaults.
 */
import { hash, randomUUID } from 'node:crypto';
import { createClient, defaultRoster, estimateTokens } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers as createHeaders } from '@nats-io/transport-node';
import { type Comparison, compare, format } from './compare.ts';

const agent = 'cynthia';
const taskType = 'research';
const stream = 'agog_features_research';
const channel = (featureName: string): string =>
  `agog.deliverables.${agent}.${taskType}.${featureName}`;

const paragraph =
  'Customers search by name first, then by city, and seldom by number; the index on the name is missing.\n\n';
const reportContent = `# Research\n\n${paragraph.repeat(100)}`.slice(0, 10_240);
const bytes = new TextEncoder().encode(reportContent);

await using server = await startServer();
const client = createClient({
  transport: await connectNats({ servers: server.url }),
  roster: defaultRoster,
});
await client.initialize();
const raw = await connect({ servers: server.url });
const js = jetstream(raw);
const { direct } = await jetstreamManager(raw);

const publishReport = (featureName: string) =>
  client.publishReport({ agent, taskType, featureName, reportContent });

/** Runs `work` for each index, `atOnce` at a time. */
const inFlight = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

const features = Array.from({ length: 1_000 }, (_, index) => `feature-${index}`);
/** The stream keeps 10,000 messages: what is to be fetched has to be among the newest. */
const publishFeatures = () => inFlight(1_000, 64, (index) => publishReport(features[index] ?? ''));
await publishFeatures();
let unseen = 0;

/** What the client does, done with the library: id, headers, digest, and the sequence that is expected. */
let expected = 0;
const publishGuarded = async (): Promise<void> => {
  const body = new TextEncoder().encode(reportContent);
  const headers = createHeaders();
  headers.set('Agog-Spec', '1');
  headers.set('Content-Type', 'text/markdown; charset=utf-8');
  headers.set('Agog-Digest', `sha-256=${hash('sha256', body, 'base64url')}`);
  headers.set('Agog-Size', String(body.length));
  headers.set('Agog-Tokens', `${estimateTokens(reportContent)};estimate`);
  headers.set('Agog-Title', 'Research');
  const acknowledgement = await js.publish(channel('guarded'), body, {
    msgID: randomUUID(),
    headers,
    expect: { lastSubjectSequence: expected },
  });
  expected = acknowledgement.seq;
};

const publishing = { ours: 'client.publishReport', theirs: 'js.publish' };
const fetching = { agent, taskType, featureName: 'feature-7' } as const;
const decoder = new TextDecoder();
const decode = (message: { readonly data: Uint8Array } | null): string => {
  const text = decoder.decode(message?.data);
  if (text !== reportContent) throw new Error('What was fetched is not what was published.');
  return text;
};
const fetchOne = async (): Promise<void> => {
  const report = await client.fetchReport(fetching);
  if (report?.content !== reportContent) throw new Error('The report is another one.');
};

const comparisons: readonly Comparison[] = [
  {
    what: 'publish on a known channel, one after the other',
    ours: {
      name: publishing.ours,
      run: (count) => inFlight(count, 1, () => publishReport('feature-7')),
    },
    theirs: {
      name: publishing.theirs,
      run: (count) => inFlight(count, 1, () => js.publish(channel('feature-8'), bytes)),
    },
    count: 500,
    rounds: 15,
    bound: 1.1,
  },
  {
    what: 'the same, against the same work done with the library',
    ours: {
      name: publishing.ours,
      run: (count) => inFlight(count, 1, () => publishReport('feature-7')),
    },
    theirs: {
      name: 'js.publish with id, headers, digest, expected sequence',
      run: (count) => inFlight(count, 1, publishGuarded),
    },
    count: 500,
    rounds: 15,
    bound: 0,
  },
  {
    what: 'publish on 64 channels, 64 in flight',
    ours: {
      name: publishing.ours,
      run: (count) => inFlight(count, 64, (index) => publishReport(`feature-${index % 64}`)),
    },
    theirs: {
      name: publishing.theirs,
      run: (count) =>
        inFlight(count, 64, (index) => js.publish(channel(`feature-${index % 64}`), bytes)),
    },
    count: 2_000,
    rounds: 15,
    bound: 1.4,
  },
  {
    what: 'publish on a channel never seen',
    ours: {
      name: publishing.ours,
      run: (count) => inFlight(count, 1, () => publishReport(`unseen-${unseen++}`)),
    },
    theirs: {
      name: publishing.theirs,
      run: (count) => inFlight(count, 1, () => js.publish(channel(`unseen-${unseen++}`), bytes)),
    },
    count: 300,
    rounds: 9,
    bound: 0,
  },
  {
    what: 'fetch the newest of a channel, verified',
    prepare: publishFeatures,
    ours: {
      name: 'client.fetchReport',
      run: (count) => inFlight(count, 1, fetchOne),
    },
    theirs: {
      name: 'direct.getMessage and decode',
      run: (count) =>
        inFlight(count, 1, async () => {
          const query = { last_by_subj: channel(fetching.featureName) };
          return decode(await direct.getMessage(stream, query));
        }),
    },
    count: 500,
    rounds: 15,
    bound: 1.2,
  },
  {
    what: 'fetch 1,000 reports, each verified',
    prepare: publishFeatures,
    ours: {
      name: 'client.fetchReports',
      run: async () => {
        const queries = features.map((featureName) => ({ agent, taskType, featureName }) as const);
        const reports = await client.fetchReports(queries);
        const fetched = reports.filter((report) => report?.content === reportContent);
        if (fetched.length !== 1_000) throw new Error(`Fetched ${fetched.length} of 1,000.`);
      },
    },
    theirs: {
      name: '1,000 × direct.getMessage and decode',
      run: async () => {
        for (const feature of features) {
          decode(await direct.getMessage(stream, { last_by_subj: channel(feature) }));
        }
      },
    },
    count: 1_000,
    rounds: 7,
    bound: 8,
  },
  {
    what: 'fetch, against an ordered consumer for each',
    ours: {
      name: 'client.fetchReport',
      run: (count) => inFlight(count, 1, fetchOne),
    },
    theirs: {
      name: 'an ordered consumer, fetch one',
      run: (count) =>
        inFlight(count, 1, async () => {
          const consumer = await js.consumers.get(stream, {
            filter_subjects: channel(fetching.featureName),
            deliver_policy: 'last',
          });
          const message = await consumer.next({ expires: 1_000 });
          await consumer.delete();
          return decode(message);
        }),
    },
    count: 100,
    rounds: 9,
    bound: 8,
  },
];

console.log(
  `nats-server ${server.version}, Node ${process.version}, reports of ${bytes.length} bytes`,
);
console.log(`${''.padEnd(58)}${'ours'.padStart(12)}${'theirs'.padStart(12)}${'ratio'.padStart(9)}`);
let missed = 0;
for (const comparison of comparisons) {
  const result = await compare(comparison);
  if (!result.isMet) missed += 1;
  console.log(format(result));
}
await client.close();
await raw.close();
process.exitCode = missed === 0 ? 0 : 1;
