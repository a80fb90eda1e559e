import {
  createClient,
  createUnfinishedNotice,
  type DeliverablesClient,
  type Notice,
  type NoticeStatus,
  type Roster,
} from '@agog/deliverables-core';
import { fail, requireTaskType } from '@agog/deliverables-core/transport';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';

/** One line of at most 1 KiB is printed: less what a longer sequence, the mark of a duplicate and `--json` add. */
const longestNotice = 1_024 - 80;

/**
 * Delivers to a store in memory first, so that whatever is wrong with names, metadata, size or notice is said before
 * anything is kept or sent. Answers the entry, with a summary from the report where it had none. Throws what delivering
 * throws.
 */
export const tryOut = async (
  roster: Roster,
  entry: OutboxEntry,
  body: Uint8Array,
): Promise<OutboxEntry> => {
  const { summary: given } = entry.notice;
  const notice = await deliver(roster, entry, body);
  const over = Buffer.byteLength(JSON.stringify(notice)) - longestNotice;
  if (over <= 0) return withSummary(entry, notice.summary);
  // A summary of the report's own is never the reason why it is refused.
  if (given === '') return withSummary(entry, cutBytes(notice.summary, over));
  return fail(
    'notice_too_long',
    `The notice has ${over} bytes more than fit into one line of 1 KiB.`,
    'Shorten --summary; the rest belongs in the report.',
  );
};

const withSummary = (entry: OutboxEntry, summary: string): OutboxEntry => ({
  ...entry,
  notice: { ...entry.notice, summary },
});

/** A text without so many of its last bytes, and a mark that it is cut. */
const cutBytes = (text: string, bytes: number): string => {
  const characters = [...text];
  for (let gone = -3; gone < bytes && characters.length > 0; ) {
    gone += Buffer.byteLength(JSON.stringify(characters.pop())) - 2;
  }
  return `${characters.join('').trimEnd()}…`;
};

const deliver = async (roster: Roster, entry: OutboxEntry, body: Uint8Array): Promise<Notice> => {
  const { agent, taskType, featureName: feature, report, notice } = entry;
  if (report === null) {
    requireTaskType(roster, agent, taskType);
    // Without a report the status is never complete: see `publish`.
    const status = notice.status as Exclude<NoticeStatus, 'complete'>;
    return createUnfinishedNotice({ ...notice, status, agent, task_type: taskType, feature });
  }
  await using client = createClient({ transport: createMemoryTransport(), roster });
  await client.initialize();
  return await deliverTo(client, entry, body);
};

const deliverTo = async (
  client: DeliverablesClient,
  { agent, taskType, featureName, report, notice }: OutboxEntry,
  body: Uint8Array,
): Promise<Notice> => {
  const { metadata, contentType, title } = report ?? {};
  const input = { agent, taskType, featureName, reportContent: body, metadata, contentType, title };
  if (notice.summary !== '') return client.deliver(input, notice);
  // Only who lets the report speak for itself waits for what reads Markdown.
  const { createReader } = await import('@agog/deliverables-reading');
  return createReader(client).deliver(input, { ...notice, summarize: 'report' });
};
