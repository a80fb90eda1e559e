import { createClient, defaultRoster, type HeaderEntry } from '@agog/deliverables-core';
import { createMessageId, encodeUtf8 } from '@agog/deliverables-core/transport';
import { expect, test } from 'vitest';
import { openClient, research, researchReport } from './client.fixture.ts';

const channel = 'agog.deliverables.cynthia.research.customer-search';

const storeRaw = (
  { transport }: Awaited<ReturnType<typeof openClient>>,
  body: string,
  headers: readonly HeaderEntry[] = [],
) =>
  transport.publish(
    { subject: channel, headers, body: encodeUtf8(body) },
    { messageId: createMessageId() },
  );

test('a report is found by name, channel, notice, receipt and sequence', async () => {
  const client = await openClient();
  const notice = await client.deliver(researchReport, { summary: 'Researched customer search' });
  await client.publishReport({ ...researchReport, reportContent: '# Second' });
  const first = { sequence: 1, content: researchReport.reportContent };
  expect(await client.fetchReport(research)).toMatchObject({ sequence: 2, content: '# Second' });
  expect(await client.fetchReport({ channel })).toMatchObject({ sequence: 2 });
  const [stage] = await client.chain('customer-search');
  expect(stage && (await client.fetchReport(stage))).toMatchObject({ sequence: 2 });
  expect(await client.fetchReport({ ...research, sequence: 1 })).toMatchObject(first);
  expect(await client.fetchReport({ channel, sequence: 1 })).toMatchObject(first);
  expect(await client.fetchReport(notice)).toMatchObject(first);
});

test('what is not there is null, or an error that says so', async () => {
  const client = await openClient();
  await client.publishReport(researchReport);
  const missing = { ...research, featureName: 'other' };
  expect(await client.fetchReport(missing)).toBeNull();
  expect(await client.fetchReport({ ...research, sequence: 7 })).toBeNull();
  // Sequence 1 is there, but on another channel.
  expect(await client.fetchReport({ ...missing, sequence: 1 })).toBeNull();
  await expect(client.fetchReportOrThrow(missing)).rejects.toMatchObject({ code: 'not_found' });
  await expect(client.fetchReport({ channel: 'orders.new' })).rejects.toMatchObject({
    code: 'invalid_subject',
  });
  await expect(client.fetchReport({ ...research, sequence: 0.5 })).rejects.toMatchObject({
    code: 'invalid_argument',
  });
});

test('many reports come in the order asked for', async () => {
  const client = await openClient();
  const names = Array.from({ length: 50 }, (_, index) => ({
    ...research,
    featureName: `f-${index}`,
  }));
  for (const name of names) {
    await client.publishReport({ ...name, reportContent: `# ${name.featureName}` });
  }
  const critique = { agent: 'sylvia', taskType: 'critique', featureName: 'f-1' } as const;
  await client.publishReport({ ...critique, reportContent: '# Critique' });
  const asked = [...names].reverse();
  const reports = await client.fetchReports([
    critique,
    ...asked,
    { ...research, featureName: 'no' },
  ]);
  expect(reports.map((report) => report?.content ?? null)).toEqual([
    '# Critique',
    ...asked.map(({ featureName }) => `# ${featureName}`),
    null,
  ]);
});

test('a body that does not match its digest is an integrity error, however it is read', async () => {
  const client = await openClient();
  await client.publishReport(researchReport);
  const stored = await client.transport.get({ stream: 'agog_features_research', sequence: 1 });
  const headers = [...(stored?.headers ?? [])].filter(([name]) => name !== 'Nats-Msg-Id');
  await storeRaw(client, researchReport.reportContent.replace('is', 'iz'), headers);
  const integrity = { code: 'integrity', message: expect.stringContaining(channel) };
  await expect(client.fetchReport(research)).rejects.toMatchObject(integrity);
  await expect(client.fetchReports([research])).rejects.toMatchObject(integrity);
  await expect(client.waitForReport(research)).rejects.toMatchObject(integrity);
  expect(await client.fetchReport({ ...research, sequence: 1 })).toMatchObject({ sequence: 1 });
});

test.for([
  ['an older JSON envelope', '{"content":"# Old","metadata":{"a":1}}', '# Old', { a: 1 }],
  ['bare Markdown', '# Bare', '# Bare', {}],
  ['bare JSON', '{"findings":[]}', '{"findings":[]}', {}],
] as const)('%s is read and marked foreign, or refused', async ([, body, content, metadata]) => {
  const client = await openClient();
  await storeRaw(client, body);
  expect(await client.fetchReport(research)).toMatchObject({ content, metadata, foreign: true });
  const strict = createClient({
    transport: client.transport,
    roster: defaultRoster,
    foreign: 'reject',
  });
  await expect(strict.fetchReport(research)).rejects.toMatchObject({ code: 'foreign_message' });
});

test('lists show the latest of each channel, history every revision, without bodies', async () => {
  const client = await openClient();
  for (const reportContent of ['# One', '# Two']) {
    await client.publishReport({ ...research, reportContent });
  }
  const backend = { agent: 'roy', taskType: 'backend', featureName: 'customer-search' } as const;
  await client.publishReport({ ...backend, reportContent: '# Backend' });
  expect((await client.listReports()).map(({ title }) => title)).toEqual(['Two', 'Backend']);
  expect(await client.listReports({ agent: 'roy' })).toHaveLength(1);
  expect(await client.listReports({ featureName: 'other' })).toEqual([]);
  const history = await client.history(research);
  expect(history.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(history[0]).not.toHaveProperty('content');
});

test('a message with damaged headers, or of a later format, is listed as foreign and spoils no list', async () => {
  const client = await openClient();
  await client.publishReport({ ...research, featureName: 'other', reportContent: '# Other' });
  for (const spec of ['2', 'x', '1']) await storeRaw(client, 'body', [['Agog-Spec', spec]]);
  const foreign = { channel, foreign: true, digest: null };
  expect(await client.listReports()).toMatchObject([{ title: 'Other', foreign: false }, foreign]);
  expect(await client.history(research)).toMatchObject([foreign, foreign, foreign]);
  expect((await client.chain('customer-search'))[0]).toMatchObject({ present: true, sequence: 4 });
  await expect(client.fetchReport(research)).rejects.toMatchObject({ code: 'integrity' });
  expect(await client.publishReport(researchReport, { ifChanged: true })).toMatchObject({
    duplicate: false,
  });
});

test('a revision can be deleted, and a feature purged with its notices', async () => {
  const client = await openClient();
  const notice = await client.deliver(researchReport, { summary: 'Done' });
  await client.publishReport({ ...researchReport, reportContent: '# Two' });
  expect(await client.deleteReport({ ...research, sequence: 1 })).toBe(true);
  expect(await client.deleteReport({ ...research, sequence: 1 })).toBe(false);
  await expect(client.verifyNotice(notice)).rejects.toMatchObject({ code: 'not_stored' });
  await expect(client.purgeReports({})).rejects.toMatchObject({ code: 'invalid_argument' });
  expect(await client.purgeReports({ featureName: 'customer-search' })).toEqual({
    reports: 1,
    notices: 1,
  });
  expect(await client.fetchReport(research)).toBeNull();
  const { channel: removed } = await client.publishReport(researchReport);
  await client.publishReport({ ...research, featureName: 'other', reportContent: '# Other' });
  expect(await client.purgeReports({ channel: removed })).toEqual({ reports: 1, notices: 0 });
  expect(await client.listReports()).toMatchObject([{ featureName: 'other' }]);
});

test('what is on a stream beside the channels of the roster is not listed', async () => {
  const client = await openClient();
  const subject = 'agog.deliverables.cynthia.poetry.customer-search';
  const message = { subject, headers: [], body: encodeUtf8('x') };
  await using subscription = await client.subscribeToDeliverables();
  await client.transport.publish(message, { messageId: createMessageId() });
  await client.publishReport(researchReport);
  expect(await client.listReports()).toMatchObject([{ taskType: 'research' }]);
  expect((await subscription.next()).value).toMatchObject({ taskType: 'research' });
});
