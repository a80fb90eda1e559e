import {
  DeliverablesError,
  type OutgoingMessage,
  type PublishOptions,
  type PublishReceipt,
} from '@agog/deliverables-core';
import { equalBytes, messageSize } from '@agog/deliverables-core/transport';
import { attemptTimeout, backOff, persist, slowestLine } from '../api/api.ts';
import { type Deadline, pause } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import type { Context } from '../context.ts';
import { apiFailure, isBusy as isBusyError } from '../errors/nats-errors.ts';
import { encodeHeaders } from '../message/encode-headers.ts';
import { askLeader, askNewest } from '../read/leader.ts';
import { type Acknowledgement, readAcknowledgement, readConflict } from './acknowledgement.ts';
import { createBytesInFlight } from './bytes-in-flight.ts';
import { sizeLimit } from './check-size.ts';
import { createDestinations } from './destination.ts';
import { findStream } from './known-streams.ts';
import { failConflict, failForeign, failMessageId, failWithoutStream } from './refusals.ts';
import { createTurns } from './turns.ts';

/** How many publishes without an answer are remembered, so that a later call with their id can find out. */
const unsettledLimit = 1_000;

/** A message that is the transport's own. */
interface Parcel {
  readonly message: OutgoingMessage;
  readonly messageId: string;
  /** Headers and body, in bytes, without the condition. */
  readonly size: number;
  /** How large it may be. */
  readonly limit: number;
}

const condition = 'Nats-Expected-Last-Subject-Sequence';

const isBusy = (message: NatsMessage): boolean => {
  const reply = readAcknowledgement(message);
  return reply.kind === 'refused' && isBusyError(reply.error);
};

const isMissing = (error: unknown): boolean =>
  DeliverablesError.isInstance(error) && error.code === 'stream_not_found';

/**
 * Publishes so that a message is stored once, or an error says why not.
 *
 * Every publish names the newest sequence that it knows of on its subject, and the stream takes it only if that is still
 * so. One that got lost on its way, or waits in a frozen server, can thus be sent again: at most one of the two finds the
 * subject as it expects. Whether it was the first one is seen by looking at what came after that sequence. The message id
 * alone would do the same, but only within the stream's duplicate window.
 */
export const createPublisher = (
  context: Context,
): ((message: OutgoingMessage, options: PublishOptions) => Promise<PublishReceipt>) => {
  const { api, link, known } = context;
  const turns = createTurns();
  const bytesInFlight = createBytesInFlight();
  const destinations = createDestinations(context);
  /** Message ids whose publish ended without an answer, each with the sequence that it expected. */
  const unsettled = new Map<string, number>();

  const remember = (messageId: string, expected: number): void => {
    unsettled.set(messageId, expected);
    const [oldest] = unsettled.keys();
    if (unsettled.size > unsettledLimit && oldest !== undefined) unsettled.delete(oldest);
  };

  return async ({ subject, headers, body }, options) => {
    const deadline = context.begin(options, body.length);
    const { messageId, expectedSubjectSequence } = options;
    // The caller may go on changing what was passed in. Not `slice`: that of a Node Buffer shares its memory.
    const entries = [['Nats-Msg-Id', messageId] as const, ...headers];
    const message = { subject, headers: entries, body: new Uint8Array(body) };
    const parcel = { message, messageId, size: messageSize(message) };
    if (!link.isUp) await link.online(deadline);
    const config = await destinations.check(subject, parcel.size, deadline);
    const limit = sizeLimit(config, link.info.max_payload);

    const passOn = await turns.take(subject, deadline);
    let giveBack = () => {};
    try {
      giveBack = await bytesInFlight.reserve(parcel.size, deadline);
      return await publishInTurn({ ...parcel, limit }, expectedSubjectSequence, deadline);
    } finally {
      giveBack();
      passOn();
    }
  };

  async function publishInTurn(
    parcel: Parcel,
    asked: number | undefined,
    deadline: Deadline,
  ): Promise<PublishReceipt> {
    const { message, messageId, size } = parcel;
    const { subject } = message;
    const earlier = unsettled.get(messageId);
    let expected = asked ?? earlier ?? known.subject(subject)?.lastSequence ?? 0;
    /** Whether this call sent the message, with this expectation, and does not know what became of it. */
    let isOpen = false;
    const note = (): void => {
      isOpen = true;
      remember(messageId, expected);
    };

    for (let attempt = 0; ; attempt++) {
      const reply = await send(parcel, expected, asked !== undefined, deadline, note);
      if (reply === 'no-responders') {
        await destinations.explainAbsence(subject, deadline);
        await pause(deadline, backOff(attempt));
        continue;
      }
      if (reply.kind === 'foreign') failForeign(subject);
      if (reply.kind === 'stored') {
        const { stream, sequence, duplicate } = reply;
        if (duplicate) return await expectSame(parcel, stream, sequence, !isOpen, deadline);
        unsettled.delete(messageId);
        known.rememberSubject(subject, { stream, lastSequence: sequence });
        await destinations.checkStored(stream, subject, size, deadline);
        return { stream, sequence, duplicate: false };
      }
      const conflict = readConflict(reply.error);
      // An attempt before this one may be stored all the same: its expectation stays remembered.
      if (!conflict) throw apiFailure(reply.error, `Publishing to ${subject}`, { subject });
      const stream = await nameOf(subject, deadline);
      try {
        if (isOpen || earlier !== undefined || asked !== undefined) {
          const query = { seq: expected + 1, next_by_subj: subject };
          const next = await askLeader(api, stream, query, deadline);
          if (next?.headers.get('Nats-Msg-Id') === messageId) {
            return await expectSame(parcel, stream, next.sequence, !isOpen, deadline);
          }
        }
        // What was expected will not be so again: no attempt made up to now can be stored any more.
        unsettled.delete(messageId);
        isOpen = false;
        const { actual, newest } = await newestOn(stream, subject, conflict.actual, deadline);
        known.rememberSubject(subject, { stream, lastSequence: newest });
        if (asked !== undefined && asked !== newest) failConflict(subject, asked, newest);
        expected = actual;
      } catch (error) {
        // The subject belongs to another stream by now.
        if (!isMissing(error) || known.subject(subject)?.stream !== stream) throw error;
        known.forget(stream);
      }
    }
  }

  async function send(
    { message, size, limit }: Parcel,
    expected: number,
    wasAsked: boolean,
    deadline: Deadline,
    onUnknown: () => void,
  ): Promise<Acknowledgement | 'no-responders'> {
    const { subject, headers, body } = message;
    const conditional = [...headers, [condition, String(expected)] as const];
    // A message that just fits goes without the guard, unless the caller asked for the condition.
    const fits = wasAsked || messageSize({ headers: conditional, body }) <= limit;
    const block = encodeHeaders(fits ? conditional : headers);
    const patience = attemptTimeout + size / slowestLine;
    const options = { what: `Publishing to ${subject}`, deadline, repeatable: true, isBusy };
    const reply = await persist(link, options, async (attempt) => {
      const waits = patience * 2 ** Math.min(attempt, 3);
      try {
        const how = { deadline, attempt: waits, headers: block };
        const answer = await link.request(subject, body, how);
        if (answer === 'disconnected' || answer === 'silent') onUnknown();
        return answer;
      } catch (error) {
        onUnknown();
        throw error;
      }
    });
    return reply === 'no-responders' ? reply : readAcknowledgement(reply);
  }

  /** The receipt of a message that is stored under this id already, if it is this one. */
  async function expectSame(
    { message, messageId }: Parcel,
    stream: string,
    sequence: number,
    duplicate: boolean,
    deadline: Deadline,
  ): Promise<PublishReceipt> {
    const { subject, body } = message;
    const stored = await askLeader(api, stream, { seq: sequence }, deadline);
    unsettled.delete(messageId);
    if (stored?.subject !== subject || !equalBytes(stored.body, body)) {
      failMessageId(messageId, stream, sequence);
    }
    const { lastSequence = 0 } = known.subject(subject) ?? {};
    known.rememberSubject(subject, { stream, lastSequence: Math.max(lastSequence, sequence) });
    return { stream, sequence, duplicate };
  }

  /** The newest sequence on a subject: `actual` as the server takes it, which may be 0 after a deletion on old ones. */
  async function newestOn(
    stream: string,
    subject: string,
    told: number | undefined,
    deadline: Deadline,
  ): Promise<{ readonly actual: number; readonly newest: number }> {
    const isSure = told !== undefined && (told > 0 || featuresOf(link.info).findsNewestAfterDelete);
    if (isSure) return { actual: told, newest: told };
    const { sequence = 0 } = (await askNewest(api, stream, subject, deadline)) ?? {};
    return { actual: told ?? sequence, newest: sequence };
  }

  async function nameOf(subject: string, deadline: Deadline): Promise<string> {
    const name = known.subject(subject)?.stream ?? known.taking(subject)?.name;
    return name ?? (await findStream(api, subject, deadline)) ?? failWithoutStream(subject);
  }
};
