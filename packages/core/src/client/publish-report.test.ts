import { createClient, defaultRoster, defineRoster, gzip } from '@agog/deliverables-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openClient, research, researchReport } from './client.fixture.ts';

const seeded = { seed: 20261122, numRuns: 50 };

test('a published report comes back as it was, with a receipt that names it', async () => {
  const client = await openClient();
  const metadata = { files_analyzed: 15, nested: { list: [1, null, 'ü'] } };
  const receipt = await client.publishReport({ ...researchReport, metadata });
  expect(receipt).toMatchObject({
    ...research,
    channel: 'agog.deliverables.cynthia.research.customer-search',
    stream: 'agog_features_research',
    sequence: 1,
    title: 'Customer search',
    duplicate: false,
    size: 33,
  });
  const report = await client.fetchReportOrThrow(research);
  expect(report).toMatchObject({ ...research, metadata, foreign: false, digest: receipt.digest });
  expect(report.content).toBe(researchReport.reportContent);
  expect(Date.parse(report.timestamp)).toBeGreaterThan(Date.now() - 60_000);
});

test('any bytes come back, plain or through gzip', async () => {
  for (const payload of [[], [gzip]]) {
    const client = await openClient({ payload });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (bytes) => {
        const receipt = await client.publishReport({
          ...research,
          reportContent: bytes,
          contentType: 'application/octet-stream',
        });
        const report = await client.fetchReportOrThrow(receipt);
        expect(report.bytes).toEqual(bytes);
        expect(report.contentEncoding).toEqual(payload.map(({ name }) => name));
      }),
      seeded,
    );
  }
});

test('an expected revision that is not the latest is a conflict, and stores nothing', async () => {
  const client = await openClient();
  const first = await client.publishReport(researchReport, { expectedRevision: 0 });
  await expect(client.publishReport(researchReport, { expectedRevision: 0 })).rejects.toMatchObject(
    {
      code: 'sequence_conflict',
    },
  );
  await client.publishReport(researchReport, { expectedRevision: first.sequence });
  expect(await client.history(research)).toHaveLength(2);
});

test('ifChanged answers the latest revision where content, type and metadata are equal', async () => {
  const client = await openClient();
  const ifChanged = true;
  const input = { ...researchReport, metadata: { a: 1, b: [2] } };
  const first = await client.publishReport(input, { ifChanged });
  const same = { ...researchReport, metadata: { b: [2], a: 1 } };
  expect(await client.publishReport(same, { ifChanged })).toEqual({ ...first, duplicate: true });
  const others = [
    { ...input, reportContent: '# Other' },
    { ...input, metadata: { a: 1, b: [3] } },
    { ...input, contentType: 'text/plain' },
    input,
  ];
  for (const other of others) {
    expect(await client.publishReport(other, { ifChanged })).toMatchObject({ duplicate: false });
  }
  expect(await client.history(research)).toHaveLength(5);
});

test('of many that publish the same at once with ifChanged, one stores', async () => {
  const client = await openClient();
  const receipts = await Promise.all(
    Array.from({ length: 8 }, () => client.publishReport(researchReport, { ifChanged: true })),
  );
  expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(await client.history(research)).toHaveLength(1);
});

test('the same message id again stores nothing', async () => {
  const client = await openClient();
  const first = await client.publishReport(researchReport, { messageId: 'once' });
  const again = await client.publishReport(researchReport, { messageId: 'once' });
  expect(again).toEqual({ ...first, duplicate: true });
  const other = { ...researchReport, metadata: { version: 2 } };
  await expect(client.publishReport(other, { messageId: 'once' })).rejects.toMatchObject({
    code: 'message_id_conflict',
  });
  // A receipt says what is stored, not what was asked for.
  const retitled = { ...researchReport, title: 'Other' };
  expect(await client.publishReport(retitled, { messageId: 'once' })).toEqual(again);
  expect(await client.publishReport(retitled, { ifChanged: true })).toEqual(again);
});

test.for([
  ['an unknown agent', { agent: 'cyntia' }, 'unknown_agent'],
  ['__proto__ as an agent', { agent: '__proto__' }, 'invalid_name|unknown_agent'],
  ['constructor as an agent', { agent: 'constructor' }, 'unknown_agent'],
  ['another agent’s task type', { taskType: 'qa' }, 'unknown_task_type'],
  ['a feature with a space', { featureName: 'Customer Search' }, 'invalid_name'],
  ['a feature with a wildcard', { featureName: '*' }, 'invalid_name'],
  ['an empty feature', { featureName: '' }, 'invalid_name'],
  ['__proto__ as a feature', { featureName: '__proto__' }, 'invalid_name'],
  ['an empty report', { reportContent: '' }, 'invalid_argument'],
  ['half a surrogate pair', { reportContent: 'a\ud800b' }, 'invalid_argument'],
  ['a number as content', { reportContent: 5 }, 'invalid_argument'],
  ['metadata that is no object', { metadata: [1] }, 'invalid_metadata'],
  ['metadata that is no JSON', { metadata: { a: 1n } }, 'invalid_metadata'],
  ['metadata over 16 KB', { metadata: { a: 'x'.repeat(17_000) } }, 'invalid_metadata'],
  ['a header of ours', { headers: [['Agog-Digest', 'x']] }, 'invalid_header'],
  ['a header with a line break', { headers: [['X-A', 'x\r\ny']] }, 'invalid_header'],
  ['more than a stream takes', { reportContent: 'x'.repeat(10_600_000) }, 'message_too_large'],
] as const)('%s is refused, and nothing is stored', async ([, change, code]) => {
  const client = await openClient();
  // Programs without types pass such things.
  const input = { ...researchReport, ...change } as typeof researchReport;
  await expect(client.publishReport(input)).rejects.toMatchObject({
    name: 'DeliverablesError',
    code: expect.stringMatching(new RegExp(`^(${code})$`)),
    hint: expect.stringMatching(/./),
  });
  expect(await client.listReports()).toEqual([]);
});

test('metadata is checked by the schema of the agent, before anything is sent', async () => {
  const metadataSchema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        typeof value === 'object' && value !== null && 'files' in value
          ? { value: { ...value, checked: true } }
          : { issues: [{ message: 'is required', path: ['files'] }] },
    },
  } as const;
  const { transport } = await openClient();
  const roster = defineRoster({
    cynthia: { ...defaultRoster.agents.cynthia, metadataSchema },
  });
  const client = createClient({ transport, roster });
  await expect(client.publishReport(researchReport)).rejects.toMatchObject({
    code: 'invalid_metadata',
    message: expect.stringContaining('files'),
  });
  await client.publishReport({ ...researchReport, metadata: { files: 1 } });
  expect(await client.fetchReport(research)).toMatchObject({
    metadata: { files: 1, checked: true },
  });
});

test.for([
  ['publishReport', undefined],
  ['publishReport', { ...researchReport, headers: {} }],
  ['deliver', researchReport],
  ['fetchReport', 'agog.deliverables.cynthia.research.customer-search'],
  ['fetchReport', undefined],
  ['fetchReports', 'abc'],
  ['history', null],
  ['listReports', null],
  ['purgeReports', { agent: 'cynthia', feature: 'customer-search' }],
  ['purgeReports', { channel: 'agog.deliverables.roy.backend.x', agent: 'cynthia' }],
  ['purgeReports', { agent: 'cynthia', keep: -1 }],
  ['subscribeToDeliverables', { callback: 5 }],
  ['subscribeToDeliverables', { from: 'end' }],
  ['subscribeToDeliverables', { from: { cursor: null } }],
] as const)('%s(%o) is refused with a hint', async ([method, input]) => {
  const client = await openClient();
  // Programs without types, and models that call tools, pass such things.
  const call = client[method] as (input: unknown) => Promise<unknown>;
  await expect(call(input)).rejects.toMatchObject({
    code: 'invalid_argument',
    hint: expect.stringMatching(/./),
  });
});

test.for([
  ['no transport', { transport: {} }],
  ['no roster', { roster: undefined }],
  ['a counter without a name', { countTokens: () => 1 }],
  ['a misspelt choice', { foreign: 'refuse' }],
  ['a stage that is no list', { payload: 'gzip' }],
  ['a size that is none', { maxReportSize: Number.NaN }],
] as const)('a client with %s is refused', async ([, wrong]) => {
  const { transport } = await openClient();
  // Programs without types pass such things.
  const options = { transport, roster: defaultRoster, ...wrong } as Parameters<
    typeof createClient
  >[0];
  expect(() => createClient(options)).toThrowError(
    expect.objectContaining({ code: 'invalid_argument' }),
  );
});

test('a repeated publish of an older revision does not become the latest receipt', async () => {
  const client = await openClient();
  const first = await client.publishReport(researchReport, { messageId: 'first' });
  const second = await client.publishReport(researchReport);
  await client.publishReport(researchReport, { messageId: 'first' });
  const { sequence } = client.createCompletionNotice({
    ...{ agent: 'cynthia', featureName: 'customer-search', channel: first.channel },
    summary: 'Done',
  });
  expect(sequence).toBe(second.sequence);
});

test('a misspelt task type is told, where it would match nothing', async () => {
  const client = await openClient();
  // Programs without types pass such things.
  for (const query of [
    { taskType: 'reserch' },
    { agent: 'roy', taskType: 'research' },
  ] as object[]) {
    const unknown = { code: 'unknown_task_type' };
    await expect(client.listReports(query)).rejects.toMatchObject(unknown);
    await expect(client.purgeReports(query)).rejects.toMatchObject(unknown);
    await expect(client.subscribeToNotices(query)).rejects.toMatchObject(unknown);
  }
});

test('what code of the user throws is typed', async () => {
  const count = () => {
    throw new RangeError('cannot count');
  };
  const countTokens = Object.assign(count, { counter: 'mine', atMost: () => 1 });
  const client = await openClient({ countTokens });
  await expect(client.publishReport(researchReport)).rejects.toMatchObject({
    code: 'unexpected',
    cause: expect.any(RangeError),
  });
});

test('a signal that is aborted stores nothing', async () => {
  const client = await openClient();
  const signal = AbortSignal.abort();
  await expect(client.publishReport(researchReport, { signal })).rejects.toMatchObject({
    code: 'aborted',
  });
  expect(await client.fetchReport(research)).toBeNull();
});
