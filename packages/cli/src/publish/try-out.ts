import {
  createClient,
  createUnfinishedNotice,
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
 * anything is kept or sent. Throws what delivering throws.
 */
export const tryOut = async (
  roster: Roster,
  entry: OutboxEntry,
  body: Uint8Array,
): Promise<void> => {
  const line = JSON.stringify(await deliver(roster, entry, body));
  const over = Buffer.byteLength(line) - longestNotice;
  if (over > 0) {
    fail(
      'notice_too_long',
      `The notice has ${over} bytes more than fit into one line of 1 KiB.`,
      'Shorten --summary; the rest belongs in the report.',
    );
  }
};

const deliver = async (
  roster: Roster,
  { agent, taskType, featureName, report, notice }: OutboxEntry,
  body: Uint8Array,
): Promise<Notice> => {
  if (report === null) {
    requireTaskType(roster, agent, taskType);
    // Publish refuses a notice that says complete without a report.
    const status = notice.status as Exclude<NoticeStatus, 'complete'>;
    return createUnfinishedNotice({
      ...notice,
      status,
      agent,
      task_type: taskType,
      feature: featureName,
    });
  }
  await using client = createClient({ transport: createMemoryTransport(), roster });
  await client.initialize();
  const { metadata, contentType, title } = report;
  const input = { agent, taskType, featureName, reportContent: body, metadata, contentType, title };
  return await client.deliver(input, notice);
};
