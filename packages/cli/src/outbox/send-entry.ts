import {
  type CallOptions,
  createNotice,
  createUnfinishedNotice,
  type DeliverablesClient,
  type Notice,
  type NoticeStatus,
  type ReportHead,
  type ReportReceipt,
} from '@agog/deliverables-core';
import { receiptOfHead } from '../reference/receipt-of-head.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** How to send an entry. */
export interface SendOptions {
  readonly call: CallOptions;
  /** Whether an earlier attempt may have stored the report; it is looked for then. */
  readonly again: boolean;
  /** Whether to publish it although a newer revision is there. Default false. */
  readonly force?: boolean | undefined;
}

/** What became of an entry. */
export type Sent =
  | { readonly outcome: 'published'; readonly notice: Notice; readonly duplicate: boolean }
  /** Not stored, because the channel has a revision that is newer than the entry. */
  | { readonly outcome: 'outdated'; readonly newest: ReportHead };

/** Publishes the report of an entry, once whatever happened before, and then its notice. */
export const sendEntry = async (
  client: DeliverablesClient,
  entry: OutboxEntry,
  body: Uint8Array,
  { call, again, force = false }: SendOptions,
): Promise<Sent> => {
  const { report, notice: fields } = entry;
  if (report === null) {
    const { agent, taskType: task_type, featureName: feature } = entry;
    // Without a report a notice never says complete: publish does not take that.
    const status = fields.status as Exclude<NoticeStatus, 'complete'>;
    const notice = createUnfinishedNotice({ ...fields, status, agent, task_type, feature });
    return publishOnce(client, entry, notice, false, call);
  }
  const past = again ? await client.history(channelOf(entry), call) : [];
  const newest = past.at(-1);
  const stored = past.find(({ messageId }) => messageId === entry.id);
  const isNewer = newest && Date.parse(newest.timestamp) > Date.parse(entry.created);
  const differs = newest && newest !== stored && newest.digest !== report.digest;
  if (isNewer && differs && !force) return { outcome: 'outdated', newest };
  const receipt = stored ? receiptOfHead(stored) : await store(client, entry, body, call);
  const notice = createNotice(receipt, fields);
  return publishOnce(client, entry, notice, receipt.duplicate, call);
};

const channelOf = ({ agent, taskType, featureName }: OutboxEntry) => ({
  agent,
  taskType,
  featureName,
});

const store = (
  client: DeliverablesClient,
  entry: OutboxEntry,
  body: Uint8Array,
  call: CallOptions,
): Promise<ReportReceipt> => {
  const { metadata, contentType, title, expectedRevision } = entry.report ?? {};
  return client.publishReport(
    { ...channelOf(entry), reportContent: body, metadata, contentType, title },
    { ...call, messageId: entry.id, ifChanged: true, expectedRevision },
  );
};

/** Publishes a notice, unless it is what the channel's latest one says already. */
const publishOnce = async (
  client: DeliverablesClient,
  entry: OutboxEntry,
  notice: Notice,
  duplicate: boolean,
  call: CallOptions,
): Promise<Sent> => {
  const said = JSON.stringify(notice);
  const latest = duplicate || entry.report === null ? await latestOf(client, entry, call) : null;
  if (said !== latest) await client.publishNotice(notice, call);
  const isRepeated = entry.report === null && said === latest;
  return { outcome: 'published', notice, duplicate: duplicate || isRepeated };
};

const latestOf = async (
  client: DeliverablesClient,
  entry: OutboxEntry,
  call: CallOptions,
): Promise<string | null> => {
  try {
    return JSON.stringify(await client.fetchNotice(channelOf(entry), call));
  } catch {
    // One that cannot be read is not this one.
    return null;
  }
};
