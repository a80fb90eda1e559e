import { type Cursor, createClient, defaultRoster } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { research, researchReport } from './client.fixture.ts';

const channel = 'agog.deliverables.cynthia.research.customer-search';
const stream = 'agog_features_research';

/** A client over a store whose duplicate window is over as soon as another message comes, and what repeats a message. */
const openDoubling = async () => {
  let time = Date.now();
  const transport = createMemoryTransport({ now: () => time });
  const client = createClient({ transport, roster: defaultRoster });
  onTestFinished(() => client.close());
  await client.initialize();
  const publishRaw = async (messageId: string, text: string, subject = channel) => {
    time += 3_600_000;
    const message = { subject, headers: [], body: encodeUtf8(text) };
    return (await transport.publish(message, { messageId })).sequence;
  };
  const repeat = async (of: { readonly stream: string; readonly sequence: number }) => {
    time += 3_600_000;
    const stored = await transport.get({ stream: of.stream, sequence: of.sequence });
    if (!stored) return expect.fail('There is nothing to repeat.');
    const entries = [...stored.headers];
    const headers = entries.filter(([name]) => name !== 'Nats-Msg-Id');
    const messageId = stored.headers.get('Nats-Msg-Id') ?? '';
    const { subject, body } = stored;
    return (await transport.publish({ subject, headers, body }, { messageId })).sequence;
  };
  return { client, transport, publishRaw, repeat };
};

const revision = (content: number) => ({ ...research, reportContent: `Revision ${content}` });
const sequences = (found: readonly { readonly sequence: number }[]) =>
  found.map(({ sequence }) => sequence);

test('history and subscriptions show every report once, whatever is repeated and when', async () => {
  const step = fc.oneof(fc.constant('new' as const), fc.nat(20));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { client, repeat } = await openDoubling();
      const first: number[] = [];
      for (const [index, what] of steps.entries()) {
        const again = what === 'new' ? undefined : first[what % (first.length || 1)];
        if (again) await repeat({ stream, sequence: again });
        else first.push((await client.publishReport(revision(index))).sequence);
      }
      expect(sequences(await client.history(research))).toEqual(first);
      const subscription = await client.subscribeToDeliverables({ from: 'start' });
      await client.publishReport(revision(99));
      const seen: number[] = [];
      for await (const report of subscription) {
        if (report.content === 'Revision 99') break;
        seen.push(report.sequence);
      }
      expect(seen).toEqual(first);
    }),
    { seed: 20261122, numRuns: 60 },
  );
});

test('a message without digest is a copy where its bytes are equal, and never without an id', async () => {
  const { client, publishRaw, transport } = await openDoubling();
  const first = await publishRaw('one', 'AAAA');
  const other = await publishRaw('one', 'BBBB');
  await publishRaw('one', 'AAAA');
  await publishRaw('one', 'AAAA', `${channel}-2`);
  expect(sequences(await client.history(research))).toEqual([first, other]);
  expect(await client.history({ ...research, featureName: 'customer-search-2' })).toHaveLength(1);
  await transport.admin?.purge(stream, {});
  const report = await client.publishReport(researchReport);
  await client.publishReport(researchReport);
  expect(sequences(await client.history(research))).toEqual([report.sequence, report.sequence + 1]);
});

test('a copy of a notice is handed out once', async () => {
  const { client, repeat } = await openDoubling();
  const subscription = await client.subscribeToNotices();
  const first = await client.deliver(researchReport, { summary: 'First' });
  await repeat({ stream: 'agog_notices', sequence: 1 });
  const second = await client.deliver(researchReport, { summary: 'Second' });
  expect((await subscription.next()).value).toEqual(first);
  expect((await subscription.next()).value).toEqual(second);
  const cursor: Cursor = subscription.cursor;
  expect(cursor.agog_notices?.sequence).toBe(3);
});

test('a copy of what is known is not what is waited for', async () => {
  const { client, repeat } = await openDoubling();
  const first = await client.publishReport(revision(1));
  const second = await client.publishReport(revision(2));
  await repeat(first);
  const copy = await repeat(second);
  const afterRevision = second.sequence;
  await expect(
    client.waitForReport(research, { afterRevision, timeout: 20 }),
  ).rejects.toMatchObject({ code: 'timeout' });
  expect(await client.waitForReport(research, { afterRevision: 1 })).toMatchObject({ sequence: 2 });
  const waiting = client.waitForReport(research, { afterRevision });
  await repeat(first);
  await client.publishReport(revision(3));
  expect(await waiting).toMatchObject({ content: 'Revision 3', sequence: copy + 2 });
});

test('notices of either copy verify, and the verdict of the first one is kept', async () => {
  const { client, repeat } = await openDoubling();
  const name = { agent: 'sylvia', taskType: 'critique', featureName: 'customer-search' } as const;
  const fields = { summary: 'Checked', verdict: 'approved' } as const;
  const notice = await client.deliver({ ...name, reportContent: 'Good.' }, fields);
  const sequence = await repeat({ stream: 'agog_features_critique', sequence: 1 });
  expect(await client.verifyNotice(notice)).toMatchObject({ sequence: 1 });
  expect(await client.verifyNotice({ ...notice, sequence })).toMatchObject({ sequence });
  const verdictOf = async () =>
    (await client.chain('customer-search')).find(({ agent }) => agent === 'sylvia')?.verdict;
  expect(await verdictOf()).toBe('approved');
  await client.publishReport({ ...name, reportContent: 'Good.' });
  expect(await verdictOf()).toBeNull();
});

test('the newest message is what is fetched and listed, and its first copy may be expected', async () => {
  const { client, repeat } = await openDoubling();
  const first = await client.publishReport(researchReport);
  const sequence = await repeat(first);
  expect(await client.fetchReport(research)).toMatchObject({ sequence });
  expect(sequences(await client.listReports())).toEqual([sequence]);
  const expectedRevision = first.sequence;
  const next = await client.publishReport(revision(2), { expectedRevision });
  expect(next).toMatchObject({ sequence: 3, duplicate: false });
  await expect(client.publishReport(revision(3), { expectedRevision })).rejects.toMatchObject({
    code: 'sequence_conflict',
  });
});
