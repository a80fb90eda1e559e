import type { Deadline, StoredMessage, StreamInfo, Transport } from '@agog/deliverables-core';
import { equalBytes, fail } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';
import type { MessageRecord, StreamEndRecord } from './backup-format.ts';
import { headersOfCopy, sameHeaders } from './copied-message.ts';
import { checkTarget, mixedOrigin, type Origin, readMark } from './open-form.ts';
import { createCounter, type OnProgress } from './progress.ts';
import { fillerHeader, openTarget, type Target } from './target.ts';

/** What came of restoring one stream. */
export interface RestoredStream {
  readonly stream: string;
  /** Messages that were not there before, and that were. */
  readonly restored: number;
  readonly present: number;
  /** Bytes in the bodies of those restored. */
  readonly bytes: number;
  readonly lastSequence: number;
  /** The stream as it is now. Its limits are those of the backup, or higher where it holds more. */
  readonly info: StreamInfo;
}

/** Takes the messages of one stream in their order. */
export interface StreamRestore {
  take(message: MessageRecord): Promise<void>;
  end(summary: StreamEndRecord): Promise<RestoredStream>;
}

/** What to restore, and where to. */
export interface StreamRestoreOptions {
  readonly name: string;
  readonly origin: Origin;
  readonly lastSequence: number;
  readonly mix: boolean;
  readonly onProgress: OnProgress | undefined;
  readonly deadline: Deadline;
}

/** Looks at what is there, and begins. Nothing is changed before all of it was found to belong there. */
export const startStreamRestore = async (
  transport: Transport,
  { name, origin, mix, onProgress, deadline, lastSequence: last }: StreamRestoreOptions,
): Promise<StreamRestore> => {
  const admin = requireAdmin(transport, 'A restore');
  const info = await admin.info(name, deadline.next());
  if (info) checkTarget(info, origin);
  const settled = mix && info ? mixedOrigin(origin, info) : origin;
  const known = info?.state.lastSequence ?? 0;
  const compared = createCounter(onProgress, name, 'compared');
  const copied = createCounter(onProgress, name, 'copied');
  const stored = readStored(transport, name, info, deadline);
  let next = await stored.next();
  let target: Target | undefined;

  /** Passes over what is stored before a sequence, which is nothing unless the backup is to be mixed in. */
  const passOver = async (before: number): Promise<void> => {
    while (!next.done && next.value.sequence < before) {
      if (!mix) failForeign(name, next.value.sequence);
      next = await stored.next();
    }
  };
  const compare = async (record: MessageRecord): Promise<void> => {
    await passOver(record.sequence);
    if (next.done || !isRestored(next.value, record)) failTaken(name, record.sequence, known);
    compared.count(record.sequence, record.body.length, last);
    next = await stored.next();
  };
  const open = async (): Promise<Target> => {
    if (target) return target;
    await passOver(Number.POSITIVE_INFINITY);
    compared.end();
    target = await openTarget(transport, { name, origin: settled, info, deadline });
    return target;
  };

  const describe = (now: StreamInfo): RestoredStream => ({
    stream: name,
    restored: copied.messages,
    present: compared.messages,
    bytes: copied.bytes,
    lastSequence: now.state.lastSequence,
    info: now,
  });

  return {
    async take(record) {
      if (record.sequence <= known) return compare(record);
      const { sequence, subject, headers, time, body } = record;
      const copy = { sequence, subject, headers: headersOfCopy(headers, time), body };
      await (await open()).put(copy);
      copied.count(sequence, body.length, last);
    },
    async end({ messages, lastSequence }) {
      await passOver(Number.POSITIVE_INFINITY);
      if (known > lastSequence && !mix) failForeign(name, known);
      const isDone = info && known === lastSequence && readMark(info) === null;
      if (isDone && !target) return describe(info);
      const filled = await open();
      await filled.moveTo(lastSequence);
      const now = await filled.close();
      copied.end();
      const isWhole = mix || now.state.messages === messages;
      if (!isWhole && now.config.retention === 'limits') failChanged(name, messages, now);
      return describe(now);
    },
  };
};

/** What is stored, without what only keeps sequences free. */
async function* readStored(
  transport: Transport,
  stream: string,
  info: StreamInfo | null,
  deadline: Deadline,
): AsyncGenerator<StoredMessage, undefined> {
  if (!info) return;
  for await (const message of transport.read({ stream, select: 'all' }, deadline.next())) {
    if (message.headers.get(fillerHeader) === undefined) yield message;
  }
}

/** Whether what is stored is a copy of what was backed up, or still the very original. */
const isRestored = (stored: StoredMessage, record: MessageRecord): boolean => {
  const isOriginal = stored.time.toISOString() === record.time;
  const copied = headersOfCopy(record.headers, record.time);
  return (
    stored.sequence === record.sequence &&
    stored.subject === record.subject &&
    equalBytes(stored.body, record.body) &&
    (sameHeaders(stored.headers, copied) ||
      (isOriginal && sameHeaders(stored.headers, record.headers)))
  );
};

const failForeign = (stream: string, sequence: number): never =>
  fail(
    'stream_conflict',
    `The stream ${stream} holds something that is not in the backup, such as its message ${sequence}.`,
    'Restore into an empty store, or pass mix: true where everything there has lower sequences than the backup.',
    { stream, sequence },
  );

const failTaken = (stream: string, sequence: number, last: number): never =>
  fail(
    'sequence_conflict',
    `The stream ${stream} has come to the sequence ${last} without the message ${sequence} of the backup, whose sequence it cannot give again.`,
    'Delete the stream, or restore into another store: notices name sequences, so none is changed.',
    { stream, sequence, lastSequence: last },
  );

const failChanged = (stream: string, messages: number, { state }: StreamInfo): never =>
  fail(
    'integrity',
    `The backup has ${messages} messages of ${stream}, and the stream now ${state.messages}.`,
    'Somebody else wrote or deleted there meanwhile: delete the stream, and restore again.',
    { stream, expected: messages, actual: state.messages },
  );
