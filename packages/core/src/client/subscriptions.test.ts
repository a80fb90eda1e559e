import type { PayloadStage } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';
import { expect, test } from 'vitest';
import { openClient, research, researchReport } from './client.fixture.ts';

const channel = 'agog.deliverables.cynthia.research.customer-search';

const publish = (client: Awaited<ReturnType<typeof openClient>>, ...titles: string[]) =>
  titles.reduce<Promise<unknown>>(
    (before, title) =>
      before.then(() => client.publishReport({ ...research, reportContent: `# ${title}` })),
    Promise.resolve(),
  );

test('a subscription hands out what is stored from now on, and its cursor goes on from there', async () => {
  const client = await openClient();
  await publish(client, 'Before');
  const subscription = await client.subscribeToDeliverables();
  await publish(client, 'One', 'Two');
  const titles: (string | null)[] = [];
  for await (const { title } of subscription) {
    titles.push(title);
    if (titles.length === 1) break;
  }
  const rest = await client.subscribeToDeliverables({ from: { cursor: subscription.cursor } });
  const { value } = await rest.next();
  expect([...titles, value?.title]).toEqual(['One', 'Two']);
  await rest.close();
  expect(await rest.next()).toEqual({ done: true, value: undefined });
});

test.for([
  ['the start', 'start', 'One'],
  ['a sequence', { sequence: 2 }, 'Two'],
  ['a time', { time: new Date(0) }, 'One'],
] as const)('it begins at %s', async ([, from, title]) => {
  const client = await openClient();
  await publish(client, 'One', 'Two');
  await using subscription = await client.subscribeToDeliverables({ agent: 'cynthia', from });
  expect((await subscription.next()).value).toMatchObject({ title, agent: 'cynthia' });
});

test('a callback gets content and metadata, one report at a time', async () => {
  const client = await openClient();
  const seen: unknown[] = [];
  let running = 0;
  const twice = Promise.withResolvers<void>();
  const listener = await client.subscribeToDeliverables({
    agent: 'cynthia',
    callback: async (content, metadata) => {
      running += 1;
      await Promise.resolve();
      seen.push([content, metadata.feature, metadata.sequence, metadata.files, running]);
      running -= 1;
      if (seen.length === 2) twice.resolve();
    },
  });
  await client.publishReport({ ...researchReport, metadata: { files: 3, feature: 'forged' } });
  await client.publishReport({ ...researchReport, reportContent: '# Two' });
  await twice.promise;
  await listener.close();
  await listener.finished;
  expect(seen).toEqual([
    [researchReport.reportContent, 'customer-search', 1, 3, 1],
    ['# Two', 'customer-search', 2, undefined, 1],
  ]);
});

test('a callback that throws ends its listener, or tells onError and goes on', async () => {
  const client = await openClient();
  const callback = () => {
    throw new RangeError('no');
  };
  const listener = await client.subscribeToDeliverables({ callback });
  const errors: string[] = [];
  const twice = Promise.withResolvers<void>();
  const patient = await client.subscribeToDeliverables({
    callback,
    onError: ({ message }) => {
      if (errors.push(message) === 2) twice.resolve();
    },
  });
  const ended = expect(listener.finished).rejects.toThrow('no');
  await publish(client, 'One', 'Two');
  await ended;
  await twice.promise;
  expect(errors).toEqual(['no', 'no']);
  await patient.close();
});

test('a report that cannot be read does not end a listener, and is told to onError', async () => {
  const client = await openClient();
  const seen: (string | undefined)[] = [];
  const errors: string[] = [];
  const both = Promise.withResolvers<void>();
  const callback = (content: string) => {
    if (seen.push(content) === 2) both.resolve();
  };
  const quiet = await client.subscribeToDeliverables({ callback });
  const told = await client.subscribeToDeliverables({
    callback,
    onError: ({ code }) => errors.push(code),
  });
  const headers = [['Agog-Spec', '1']] as const;
  const message = { subject: channel, headers, body: encodeUtf8('forged') };
  await client.transport.publish(message, { messageId: 'forged' });
  await publish(client, 'Good');
  await both.promise;
  await Promise.all([quiet.close(), told.close()]);
  await Promise.all([quiet.finished, told.finished]);
  expect(seen).toEqual(['# Good', '# Good']);
  expect(errors).toEqual(['integrity']);
});

test('a message that cannot be read rejects, and the next one follows', async () => {
  const client = await openClient();
  await using subscription = await client.subscribeToDeliverables();
  await client.transport.publish(
    {
      subject: channel,
      headers: [['Agog-Spec', '2']],
      body: encodeUtf8('?'),
    },
    { messageId: 'later-version' },
  );
  await publish(client, 'Good');
  await expect(subscription.next()).rejects.toMatchObject({ code: 'unsupported_format' });
  expect((await subscription.next()).value).toMatchObject({ title: 'Good' });
});

test('a stage that fails on one report does not end a listener', async () => {
  const fragile: PayloadStage = {
    name: 'fragile',
    encode: async (bytes) => bytes,
    decode: async (bytes) => {
      if (bytes.length < 6) throw new RangeError('too short');
      return bytes;
    },
  };
  const client = await openClient({ payload: [fragile] });
  const seen = Promise.withResolvers<string>();
  const errors: string[] = [];
  const listener = await client.subscribeToDeliverables({
    callback: (content) => seen.resolve(content),
    onError: ({ message }) => errors.push(message),
  });
  await publish(client, 'x', 'Longer');
  expect(await seen.promise).toBe('# Longer');
  expect(errors).toEqual([expect.stringMatching(/^Sequence 1 on .*: too short$/)]);
  await listener.close();
});

test('notices of names beside the roster are left out', async () => {
  const client = await openClient();
  await using subscription = await client.subscribeToNotices();
  const subject = 'agog.notices.stranger.poetry.f';
  const message = { subject, headers: [], body: encodeUtf8('{}') };
  await client.transport.publish(message, { messageId: 'stranger' });
  const notice = await client.deliver(researchReport, { summary: 'Done' });
  expect((await subscription.next()).value).toEqual(notice);
});

test('notices can be listened to', async () => {
  const client = await openClient();
  await using subscription = await client.subscribeToNotices({ featureName: 'customer-search' });
  const notice = await client.deliver(researchReport, { summary: 'Done' });
  expect((await subscription.next()).value).toEqual(notice);
});

test('closing the client ends its subscriptions', async () => {
  const client = await openClient();
  const subscription = await client.subscribeToDeliverables();
  const next = subscription.next();
  await client.close();
  expect(await next).toEqual({ done: true, value: undefined });
  await expect(client.fetchReport(research)).rejects.toMatchObject({ code: 'closed' });
});
