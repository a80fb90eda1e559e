import { createUnfinishedNotice } from '@agog/deliverables-core';
import { parseNotice } from '@agog/deliverables-core/parse-notice';
import { expect, test } from 'vitest';
import { openClient, research, researchReport } from './client.fixture.ts';

const channel = 'agog.deliverables.cynthia.research.customer-search';

test('deliver stores the report and its notice, and answers the notice', async () => {
  const client = await openClient();
  const notice = await client.deliver(researchReport, {
    summary: 'Researched customer search patterns',
    complexity: 'Medium',
    files_modified: 0,
    ready_for_next_stage: true,
  });
  expect(notice).toMatchObject({
    status: 'complete',
    agent: 'cynthia',
    task_type: 'research',
    feature: 'customer-search',
    nats_channel: channel,
    sequence: 1,
    digest: expect.stringMatching(/^[\w-]{22}$/),
  });
  expect(await client.fetchNotice(research)).toEqual(notice);
  expect(parseNotice(`Done!\n${JSON.stringify(notice)}`)).toEqual(notice);
  expect(await client.verifyNotice(notice)).toMatchObject({ channel, sequence: 1 });
});

test('a notice that would be refused stores no report', async () => {
  const client = await openClient();
  const summary = 'Researched customer search in depth. '.repeat(40);
  await expect(client.deliver(researchReport, { summary })).rejects.toMatchObject({
    code: 'notice_too_long',
    message: expect.stringContaining('200'),
    hint: expect.stringContaining('countO200k'),
  });
  expect(await client.fetchReport(research)).toBeNull();
});

test('createCompletionNotice takes the last receipt on the channel, in both forms', async () => {
  const client = await openClient();
  expect(() =>
    client.createCompletionNotice('cynthia', 'customer-search', channel, 'Done'),
  ).toThrowError(expect.objectContaining({ code: 'not_published' }));
  await client.publishReport(researchReport);
  const { sequence } = await client.publishReport(researchReport);
  const fields = { complexity: 'Medium', ready_for_next_stage: true } as const;
  const notice = client.createCompletionNotice(
    'cynthia',
    'customer-search',
    channel,
    'Done',
    fields,
  );
  expect(notice).toMatchObject({ sequence, summary: 'Done', ...fields });
  const byName = { agent: 'cynthia', featureName: 'customer-search', channel } as const;
  expect(client.createCompletionNotice({ ...byName, summary: 'Done', ...fields })).toEqual(notice);
  expect(() =>
    client.createCompletionNotice('roy', 'customer-search', channel, 'Done'),
  ).toThrowError(expect.objectContaining({ code: 'invalid_notice' }));
});

test('a notice of a report that was never stored is neither published nor verified', async () => {
  const client = await openClient();
  const real = await client.deliver(researchReport, { summary: 'Done' });
  const invented = [
    { ...real, sequence: 9 },
    { ...real, feature: 'other', nats_channel: channel.replace('customer-search', 'other') },
  ];
  for (const notice of invented) {
    await expect(client.verifyNotice(notice)).rejects.toMatchObject({ code: 'not_stored' });
    await expect(client.publishNotice(notice)).rejects.toMatchObject({ code: 'not_stored' });
  }
  const otherDigest = { ...real, digest: 'A'.repeat(22) };
  await expect(client.verifyNotice(otherDigest)).rejects.toMatchObject({
    code: 'not_stored',
    message: expect.stringContaining('another report'),
  });
  expect(await client.fetchNotice(research)).toEqual(real);
});

test('a verdict counts for the report it was given on, not for another with its sequence', async () => {
  const client = await openClient();
  await client.deliver(researchReport, { summary: 'Done', verdict: 'approved' });
  expect((await client.chain('customer-search'))[0]).toMatchObject({ verdict: 'approved' });
  await client.transport.admin?.deleteStream('agog_features_research');
  await client.initialize();
  await client.publishReport({ ...research, reportContent: '# Never reviewed' });
  expect((await client.chain('customer-search'))[0]).toMatchObject({ sequence: 1, verdict: null });
});

test('work that stopped may name a report only with its proof', async () => {
  const client = await openClient();
  const { sequence, digest } = await client.deliver(researchReport, { summary: 'Done' });
  const blocked = {
    agent: 'cynthia',
    task_type: 'research',
    feature: 'customer-search',
    status: 'blocked',
    summary: 'Stopped',
    nats_channel: channel,
  } as const;
  for (const claim of [{ sequence }, { digest }, { sequence, digest }]) {
    // Programs without types pass such things.
    const notice = { ...blocked, ...claim } as Parameters<typeof client.publishNotice>[0];
    await expect(client.publishNotice(notice)).rejects.toMatchObject({ code: 'invalid_notice' });
  }
  await client.publishNotice(blocked);
});

test('a receipt of what was removed since, or of a stream that is gone, makes no claim', async () => {
  const client = await openClient();
  const publishAgain = async () => {
    const notice = client.createCompletionNotice('cynthia', 'customer-search', channel, 'Done');
    await client.publishNotice(notice);
  };
  await client.publishReport(researchReport);
  const receipt = await client.publishReport(researchReport);
  await client.transport.admin?.deleteMessage(receipt.stream, receipt.sequence);
  await expect(publishAgain()).rejects.toMatchObject({ code: 'not_stored' });
  expect(await client.fetchNotice(research)).toBeNull();

  await client.transport.admin?.deleteStream(receipt.stream);
  await client.initialize();
  await client.publishReport({ ...research, reportContent: '# In the new stream' });
  await publishAgain();
  expect(await client.fetchNotice(research)).toMatchObject({ sequence: 1 });

  await client.deleteReport({ ...research, sequence: 1 });
  await expect(publishAgain()).rejects.toMatchObject({ code: 'not_published' });
  await client.publishReport(researchReport);
  await client.purgeReports({ agent: 'cynthia', keep: 1 });
  await publishAgain();
  await client.purgeReports({ agent: 'cynthia' });
  await expect(publishAgain()).rejects.toMatchObject({ code: 'not_published' });
});

test('work that stopped is told without a report', async () => {
  const client = await openClient();
  const notice = createUnfinishedNotice({
    agent: 'cynthia',
    task_type: 'research',
    feature: 'customer-search',
    status: 'blocked',
    verdict: 'rejected',
    summary: 'The schema is not there yet',
    blockers: ['No access to the database'],
  });
  await client.publishNotice(notice);
  expect(await client.fetchNotice(research)).toEqual(notice);
  expect((await client.chain('customer-search'))[0]).toMatchObject({
    present: false,
    status: 'blocked',
    verdict: null,
  });
  expect(await client.fetchReport(notice)).toBeNull();
  await expect(client.verifyNotice(notice)).rejects.toMatchObject({ code: 'not_stored' });
});

test('a chain shows every stage of the roster, with its report or without', async () => {
  const client = await openClient();
  await client.deliver(researchReport, { summary: 'Done' });
  const critique = {
    agent: 'sylvia',
    taskType: 'critique',
    featureName: 'customer-search',
  } as const;
  await client.deliver(
    { ...critique, reportContent: '# Critique' },
    { summary: 'Sound', verdict: 'approved' },
  );
  const stages = await client.chain('customer-search');
  expect(stages.map(({ agent, present, verdict }) => [agent, present, verdict])).toEqual([
    ['cynthia', true, null],
    ['sylvia', true, 'approved'],
    ['roy', false, null],
    ['jen', false, null],
    ['billy', false, null],
    ['priya', false, null],
  ]);
  expect(stages[0]).toMatchObject({ sequence: 1, size: 33, status: 'complete' });
  // The verdict was on the revision before.
  await client.publishReport({ ...critique, reportContent: '# Critique again' });
  expect((await client.chain('customer-search'))[1]).toMatchObject({ sequence: 2, verdict: null });
});
