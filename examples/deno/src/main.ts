// A researcher publishes a long report. A planner, on a connection of its own, hears of it by its notice, looks at the
// head, and reads the one part that it needs. Run by Deno; any NATS server with JetStream will do.
import { strict as assert } from 'node:assert';
import process from 'node:process';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { connectNats } from '@agog/deliverables-nats';
import { sectionOf } from './section-of.ts';

const servers = process.env.NATS_URL ?? 'nats://localhost:4222';
const open = async (name: string) =>
  createClient({ transport: await connectNats({ servers, name }), roster: defaultRoster });

await using researcher = await open('researcher');
await using planner = await open('planner');
await researcher.initialize();

// A feature of its own for every run, so that runs on one server do not meet.
const featureName = `harbour-${Date.now()}`;
const notices = await planner.subscribeToNotices({ featureName });

const measured = Array.from({ length: 200 }, (_, day) => `- day ${day + 1}: ${(day * 37) % 91} cm`);
const sent = await researcher.deliver(
  {
    agent: 'cynthia',
    taskType: 'research',
    featureName,
    reportContent: `# The harbour\n\n## Tides\n\n${measured.join('\n')}\n\n## Advice\n\nRaise the quay by 40 cm.\n`,
    metadata: { days: measured.length },
  },
  { summary: 'Measured the tides of 200 days.', next_agent: 'roy' },
);
console.log('the researcher hands on ', JSON.stringify(sent));

const { value: notice } = await notices.next();
assert.deepEqual(notice, sent);
const [head] = await planner.listReports({ featureName });
assert.equal(head?.metadata.days, 200);
console.log(`the planner sees         "${head?.title}", ${head?.tokens?.count} tokens`);

const report = await planner.fetchReportOrThrow(notice);
const advice = sectionOf(report.content, 'Advice');
assert.equal(advice, 'Raise the quay by 40 cm.');
console.log(`the planner reads        ${advice}`);

// Nothing of it is left on the server.
const { reports } = await planner.purgeReports({ featureName });
assert.equal(reports, 1);
console.log('all as it must be');
