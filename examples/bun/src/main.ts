// Two authors write on one report at the same time, a reader follows, and none of them overwrites the other unseen. Run
// by Bun; any NATS server with JetStream will do.
import { strict as assert } from 'node:assert';
import process from 'node:process';
import { createClient, DeliverablesError, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';

const servers = process.env.NATS_URL ?? 'nats://localhost:4222';
const open = async (name: string) =>
  createClient({ transport: await connectNats({ servers, name }), roster: defaultRoster });

await using ada = await open('ada');
await using bob = await open('bob');
await using reader = await open('reader');
await ada.initialize();

// A feature of its own for every run, so that runs on one server do not meet.
const channel = {
  agent: 'roy',
  taskType: 'backend',
  featureName: `checkout-${Date.now()}`,
} as const;
const { featureName } = channel;
const reports = await reader.subscribeToDeliverables({ featureName });

const first = '# Checkout\n\n1. Keep the cart.\n';
const notice = await ada.deliver(
  { ...channel, reportContent: first },
  { summary: 'Planned one piece of work.' },
);
console.log('ada hands on     ', JSON.stringify(notice));

// Bob goes on from what he has read, and only from that.
const seen = await bob.fetchReportOrThrow(notice);
const longer = `${seen.content}2. Ask for the address once.\n`;
const second = await bob.publishReport(
  { ...channel, reportContent: longer },
  { expectedRevision: seen.sequence },
);
assert.ok(second.sequence > seen.sequence);

// Ada has not seen it yet. Her own next version is refused, not his.
const refusal = await ada
  .publishReport(
    { ...channel, reportContent: `${first}2. Offer a discount.\n` },
    { expectedRevision: notice.sequence ?? 0 },
  )
  .then(() => null, DeliverablesError.from);
assert.equal(refusal?.code, 'sequence_conflict');
console.log(`ada is told       ${refusal?.message}`);

// What she reads then is his, whole; of the steps she takes the last.
const { content } = await ada.fetchReportOrThrow(channel);
const steps = content.split('\n').filter((line) => /^\d\./.test(line));
console.log(`ada reads         ${steps.at(-1)}`);
assert.equal(steps.at(-1), '2. Ask for the address once.');
assert.equal((await ada.history(channel)).length, 2);

// The reader has heard of both, in this order, and of nothing else.
for (const expected of [first, longer]) {
  const { value: report } = await reports.next();
  console.log(`the reader hears  #${report?.sequence}`);
  assert.equal(report?.content, expected);
}

// Nothing of it is left on the server.
const removed = await ada.purgeReports({ featureName });
assert.deepEqual(removed, { reports: 2, notices: 1 });
console.log('all as it must be');
