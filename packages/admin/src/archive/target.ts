import type { Deadline, PlacedMessage, StreamInfo, Transport } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';
import { closedForm, fillerSubject, type Origin, openForm, readMark } from './open-form.ts';
import { createPlacer } from './placer.ts';

/**
 * The longest run of missing sequences between two messages that is filled where a store cannot pass over them. Each
 * costs as much as a small message.
 */
export const longestGap = 1_000_000;

/** The mark of a message that only keeps a sequence free, until it is deleted. */
export const fillerHeader = 'Agog-Filler';

const nothing = new Uint8Array();

/** A stream that is being filled. */
export interface Target {
  /** The last sequence that it has given, once everything is settled. */
  readonly lastSequence: number;
  /** Stores a copy under its sequence; those before it that are missing stay missing. Resolves when there is room for more. */
  put(message: PlacedMessage): Promise<void>;
  /** Resolves when everything is stored, and deletes what kept sequences free. */
  settle(): Promise<void>;
  /** Moves the last sequence on, if it is not there yet, and settles. */
  moveTo(sequence: number): Promise<void>;
  /** Gives the stream its settings. */
  close(): Promise<StreamInfo>;
}

/** What to fill. */
export interface TargetOptions {
  readonly name: string;
  readonly origin: Origin;
  /** The stream as it is, if it is there. What is in it belongs there. */
  readonly info: StreamInfo | null;
  readonly deadline: Deadline;
}

/** Creates the stream, or lifts the limits of the one there is. */
export const openTarget = async (
  transport: Transport,
  { name, origin, info, deadline }: TargetOptions,
): Promise<Target> => {
  const admin = requireAdmin(transport, 'Filling a stream');
  const form = openForm(origin, name);
  const subject = fillerSubject(form);
  const { name: _name, retention: _retention, ...changes } = form;
  const begun = info
    ? await admin.update(name, changes, deadline.next())
    : await admin.create(form, deadline.next());
  // What a run that was cut off left behind.
  if (info && readMark(info) !== null) {
    await admin.purge(name, { filter: subject }, deadline.next());
  }
  const placer = createPlacer(transport, name, deadline);
  const { skipsSequences } = transport.capabilities;
  let { lastSequence } = begun.state;
  let isEmpty = begun.state.messages === 0;
  let fillers = 0;

  const fill = async (to: number): Promise<void> => {
    for (let sequence = skipsSequences ? to : lastSequence + 1; sequence <= to; sequence++) {
      await placer.place({ sequence, subject, headers: [[fillerHeader, '1']], body: nothing });
      fillers += 1;
    }
    lastSequence = to;
  };
  /** Moves an empty stream on: where a purge does not do it, by what keeps sequences free. */
  const begin = async (at: number): Promise<void> => {
    await admin.purge(name, { beforeSequence: at + 1 }, deadline.next());
    const now = await admin.info(name, deadline.next());
    lastSequence = now?.state.lastSequence ?? 0;
  };
  const skip = async (to: number): Promise<void> => {
    if (isEmpty && !skipsSequences && to > lastSequence) await begin(to);
    if (to - lastSequence > longestGap && !skipsSequences) failGap(name, lastSequence + 1, to);
    if (to > lastSequence) await fill(to);
  };
  const settle = async (): Promise<void> => {
    await placer.settle();
    if (fillers > 0) await admin.purge(name, { filter: subject }, deadline.next());
    fillers = 0;
  };

  return {
    get lastSequence() {
      return lastSequence;
    },
    async put(message) {
      if (!skipsSequences) await skip(message.sequence - 1);
      await placer.place(message);
      lastSequence = message.sequence;
      isEmpty = false;
    },
    settle,
    async moveTo(sequence) {
      if (sequence > lastSequence) {
        await settle();
        await skip(sequence);
      }
      await settle();
    },
    async close() {
      await settle();
      const { state } = (await admin.info(name, deadline.next())) ?? begun;
      return admin.update(name, closedForm(origin, state), deadline.next());
    },
  };
};

const failGap = (stream: string, from: number, to: number): never =>
  fail(
    'unsupported',
    `In ${stream} the ${to - from + 1} sequences from ${from} to ${to} are missing; over NATS ${longestGap} in a row can be left out.`,
    'Restore into an embedded store, which leaves out any number, or begin a new stream and have agents publish again.',
    { stream, from, to, longestGap },
  );
