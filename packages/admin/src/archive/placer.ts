import {
  type Deadline,
  DeliverablesError,
  type PlacedMessage,
  type Transport,
} from '@agog/deliverables-core';
import { equalBytes, fail } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';
import { sameHeaders } from './copied-message.ts';
import { pause } from './pause.ts';

/** What is placed and not yet acknowledged, at most: bytes of bodies, and messages. One message goes at any rate. */
const mostBytes = 8 * 1024 * 1024;
const mostMessages = 1_024;

/** How often in a row nothing may get through. */
const mostFailures = 12;

/** Places messages one behind the other, many on their way at a time. */
export interface Placer {
  /** Resolves when there is room for more. */
  place(message: PlacedMessage): Promise<void>;
  /** Resolves when everything is stored. */
  settle(): Promise<void>;
}

interface Entry {
  readonly message: PlacedMessage;
  /** Its error, or `null` once it is stored. */
  outcome: Promise<DeliverablesError | null>;
}

/**
 * What may be otherwise the next time. A conflict follows where the message before was not stored; room is made by a
 * person, not by waiting.
 */
const isPassing = ({ code, retryable }: DeliverablesError): boolean =>
  (retryable && code !== 'store_full') || code === 'sequence_conflict';

/**
 * A placer. Each message is taken by the store as the next one only, so that nothing is stored twice, or in another order,
 * whatever is sent again: after a failure it looks how far the store has come, and goes on behind that.
 */
export const createPlacer = (transport: Transport, stream: string, deadline: Deadline): Placer => {
  const admin = requireAdmin(transport, 'Placing messages');
  const waiting: Entry[] = [];
  let bytes = 0;
  let failures = 0;

  const send = (message: PlacedMessage): Promise<DeliverablesError | null> =>
    admin.place(stream, message, deadline.next()).then(
      () => null,
      (error: unknown) => DeliverablesError.from(error),
    );

  const leave = (entry: Entry): void => {
    bytes -= entry.message.body.length;
    failures = 0;
  };

  /** Takes out what is stored by now, and sends the rest again. */
  const resume = async (error: DeliverablesError): Promise<void> => {
    await Promise.all(waiting.map(({ outcome }) => outcome));
    failures += 1;
    if (!isPassing(error) || failures > mostFailures) throw error;
    await pause(Math.min(25 * 2 ** failures, 2_000), deadline);
    const last = (await admin.info(stream, deadline.next()))?.state.lastSequence ?? 0;
    const [first] = waiting;
    if (first && last < first.message.sequence - 1) failLost(stream, first.message.sequence, last);
    while (waiting[0] && waiting[0].message.sequence <= last) {
      const [entry] = waiting.splice(0, 1) as [Entry];
      await expectOurs(entry.message);
      leave(entry);
    }
    for (const entry of waiting) entry.outcome = send(entry.message);
  };

  const expectOurs = async ({ sequence, subject, headers, body }: PlacedMessage): Promise<void> => {
    const stored = await transport.get({ stream, sequence }, deadline.next());
    const isOurs =
      stored?.subject === subject &&
      equalBytes(stored.body, body) &&
      sameHeaders(stored.headers, headers);
    if (!isOurs) failShared(stream, sequence);
  };

  const settleOldest = async (): Promise<void> => {
    const [oldest] = waiting;
    const error = await oldest?.outcome;
    if (error) await resume(error);
    else if (oldest) {
      waiting.shift();
      leave(oldest);
    }
  };

  return {
    async place(message) {
      const isFull = () =>
        waiting.length >= mostMessages || bytes + message.body.length > mostBytes;
      while (waiting.length > 0 && isFull()) await settleOldest();
      waiting.push({ message, outcome: send(message) });
      bytes += message.body.length;
    },
    async settle() {
      while (waiting.length > 0) await settleOldest();
    },
  };
};

const failLost = (stream: string, sequence: number, last: number): never =>
  fail(
    'integrity',
    `The stream ${stream} had acknowledged everything before ${sequence}, and now ends with ${last}.`,
    'The store lost what it acknowledged, as in a power cut: look at its sync settings, then do the same again.',
    { stream, sequence, lastSequence: last },
  );

const failShared = (stream: string, sequence: number): never =>
  fail(
    'sequence_conflict',
    `Somebody else wrote the message ${sequence} of ${stream} meanwhile.`,
    'Stop whoever publishes there, delete the stream, and begin again.',
    { stream, sequence },
  );
