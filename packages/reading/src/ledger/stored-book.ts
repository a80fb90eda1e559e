import type { CallOptions, Deadline, DeliverablesClient, Roster } from '@agog/deliverables-core';
import {
  createMessageId,
  decodeUtf8,
  encodeUtf8,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { waitFor } from '../budget/wait-for.ts';
import type { LedgerBook } from './ledger-book.ts';
import { isLedgerEntry, type LedgerEntry } from './ledger-entry.ts';
import { ledgerFilter, workflowStream } from './workflow-stream.ts';

const headers = [
  ['Agog-Spec', '1'],
  ['Content-Type', 'application/json'],
] as const;

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(decodeUtf8(body));
  } catch {
    return null;
  }
};

/** A book in the store of a client: a message for each entry, in the order in which the stream took them. */
export const createStoredBook = (
  { transport, roster: { prefix } }: DeliverablesClient<Roster>,
  run: string,
): LedgerBook => {
  const config = workflowStream(prefix);
  const stream = config.name;
  // An entry keeps its id until it is stored, so that trying again does not store it twice.
  const waiting = new Map<string, LedgerEntry>();
  let prepared = false;

  const store = async (deadline: Deadline): Promise<void> => {
    const { admin } = transport;
    // Without the right to manage streams, publishing says whether it is there.
    if (!prepared && admin && (await admin.info(stream, deadline.next())) === null) {
      await admin.create(config, deadline.next());
    }
    prepared = true;
    for (const [messageId, entry] of waiting) {
      const subject = `${prefix}.workflows.${run}.${entry.feature}.ledger`;
      const message = { subject, headers, body: encodeUtf8(JSON.stringify(entry)) };
      await transport.publish(message, { ...deadline.next(), messageId });
      waiting.delete(messageId);
    }
  };

  // One at a time, in order: what is written while another turn stores waits for the next one.
  let turn: Promise<void> = Promise.resolve();
  const settle = async (options?: CallOptions): Promise<void> => {
    const deadline = startDeadline(options);
    const limits = deadline.next();
    const next = turn.then(() => (waiting.size > 0 ? store(deadline) : undefined));
    turn = next.catch(() => {});
    return waitFor(next, limits);
  };
  return {
    write(entry) {
      waiting.set(createMessageId(), entry);
      // What fails here stays waiting, and the next call that can say so does.
      settle().catch(() => {});
    },
    settle,
    async read(options) {
      const deadline = startDeadline(options);
      await settle(deadline.next());
      const filters = [ledgerFilter(prefix, run)];
      const entries: LedgerEntry[] = [];
      let unreadable = 0;
      if (transport.admin && (await transport.admin.info(stream, deadline.next())) === null) {
        return { entries, unreadable };
      }
      const known = new Set<string>();
      const query = { stream, filters, select: 'all' } as const;
      for await (const { headers: stored, body } of transport.read(query, deadline.next())) {
        // A publish repeated after the duplicate window is stored as a copy.
        const id = stored.get('Nats-Msg-Id');
        if (id !== undefined && known.has(id)) continue;
        if (id !== undefined) known.add(id);
        const entry = parse(body);
        if (isLedgerEntry(entry)) entries.push(entry);
        else unreadable++;
      }
      return { entries, unreadable };
    },
  };
};
