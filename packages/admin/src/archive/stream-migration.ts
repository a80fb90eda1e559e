import type { Deadline, StreamInfo, StreamState, Transport } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';
import { compareStreams } from './compare-streams.ts';
import { headersOfCopy } from './copied-message.ts';
import { checkTarget, readMark } from './open-form.ts';
import { createCounter, type OnProgress } from './progress.ts';
import { openTarget, type Target } from './target.ts';

/** How many sequences the original has to give up at its beginning before the copy does the same. */
const trimming = 1_000;

/** What came of migrating one stream. */
export interface MigratedStream {
  readonly stream: string;
  /** Messages copied by this call, and those that earlier ones had copied. */
  readonly copied: number;
  readonly present: number;
  /** Bytes in the bodies of those copied. */
  readonly bytes: number;
  /** Messages deleted from the copy, since they were removed from the original after they had been copied. */
  readonly removed: number;
  /** Messages found alike on both sides in the end: all there are. */
  readonly verified: number;
  /** The last sequence, the same on both sides. */
  readonly lastSequence: number;
  /** The copy as it is now. Its limits are those of the original, or higher where it holds more. */
  readonly info: StreamInfo;
}

/** One stream on its way. */
export interface StreamMigration {
  readonly stream: string;
  /** Copies what there is by now; answers whether that was anything. */
  copyOn(): Promise<boolean>;
  /** Copies up to a sequence, makes both sides alike up to there, and compares them. */
  finish(lastSequence: number): Promise<MigratedStream>;
}

/** What to migrate. */
export interface StreamMigrationOptions {
  readonly from: Transport;
  readonly to: Transport;
  /** The stream in `from`. */
  readonly origin: StreamInfo;
  readonly onProgress: OnProgress | undefined;
  readonly deadline: Deadline;
}

/** Looks at what is there, and changes nothing: the target is opened by the first `copyOn`, or by `finish`. */
export const startStreamMigration = async ({
  from,
  to,
  origin,
  onProgress,
  deadline,
}: StreamMigrationOptions): Promise<StreamMigration> => {
  const { name: stream } = origin.config;
  const source = requireAdmin(from, 'A migration');
  const admin = requireAdmin(to, 'A migration');
  const created = origin.created.toISOString();
  if (readMark(origin) !== null) failHalf(stream);
  const compared = createCounter(onProgress, stream, 'compared');
  const counter = createCounter(onProgress, stream, 'copied');

  const info = await admin.info(stream, deadline.next());
  const known = info?.state.lastSequence ?? 0;
  if (info) {
    checkTarget(info, { config: origin.config, created });
    const { differing, removed } = await compareStreams(from, to, {
      stream,
      toSequence: known,
      deadline,
      onAlike: ({ sequence, size }) => compared.count(sequence, size, known),
    });
    compared.end();
    const isOther = removed.length > 0 && readMark(info) !== created;
    const other = differing ?? (isOther ? removed[0] : undefined);
    if (other !== undefined) failOther(stream, other);
    if (known > origin.state.lastSequence) failOther(stream, known);
  }
  let opened: Target | undefined;
  const open = async (): Promise<Target> => {
    if (opened) return opened;
    const settings = { name: stream, origin: { config: origin.config, created }, info, deadline };
    const target = await openTarget(to, settings);
    const now = await source.info(stream, deadline.next());
    if (now && readMark(now) !== null) {
      await target.close();
      failSame(stream);
    }
    opened = target;
    return target;
  };

  const copyTo = async (target: Target, toSequence: number): Promise<void> => {
    const fromSequence = target.lastSequence + 1;
    const query = { stream, select: 'all', fromSequence, toSequence } as const;
    for await (const message of from.read(query, deadline.next())) {
      const { sequence, subject, time, body } = message;
      const headers = headersOfCopy(message.headers, time.toISOString());
      await target.put({ sequence, subject, headers, body });
      counter.count(sequence, body.length, toSequence);
    }
    await target.settle();
    counter.end();
  };

  let first = 1;
  let removed = 0;
  /** Removes from the copy what was removed from the beginning of the original, and was there. */
  const trim = async (target: Target, firstSequence: number): Promise<void> => {
    first = Math.min(firstSequence, target.lastSequence + 1);
    removed += await admin.purge(stream, { beforeSequence: first }, deadline.next());
  };
  const look = async (): Promise<StreamState> => {
    const now = await source.info(stream, deadline.next());
    return now?.created.toISOString() === created ? now.state : failGone(stream);
  };

  return {
    stream,
    async copyOn() {
      const target = await open();
      const { firstSequence, lastSequence } = await look();
      const before = counter.messages;
      if (lastSequence > target.lastSequence) await copyTo(target, lastSequence);
      if (firstSequence >= first + trimming) await trim(target, firstSequence);
      return counter.messages > before;
    },
    async finish(lastSequence) {
      const target = await open();
      if (lastSequence > target.lastSequence) await copyTo(target, lastSequence);
      await target.moveTo(lastSequence);
      const options = { stream, toSequence: lastSequence, deadline };
      const { firstSequence } = await look();
      const found = await compareStreams(from, to, options);
      if (found.differing !== null) failOther(stream, found.differing);
      await trim(target, firstSequence);
      for (const sequence of found.removed.filter((one) => one >= firstSequence)) {
        if (await admin.deleteMessage(stream, sequence, deadline.next())) removed += 1;
      }
      const closed = await target.close();
      return {
        stream,
        copied: counter.messages,
        present: compared.messages,
        bytes: counter.bytes,
        removed,
        verified: found.alike,
        lastSequence: closed.state.lastSequence,
        info: closed,
      };
    },
  };
};

const failOther = (stream: string, sequence: number): never =>
  fail(
    'stream_conflict',
    `The stream ${stream} of the target is no copy of this one: its message ${sequence} is another, or one of the two is missing.`,
    'Migrate into an empty store, and let nobody write there before the migration has ended.',
    { stream, sequence },
  );

const failHalf = (stream: string): never =>
  fail(
    'stream_conflict',
    `The stream ${stream} of the source is only half there: it is being filled itself.`,
    'First finish the restore or the migration that fills it, by calling it again.',
    { stream },
  );

const failSame = (stream: string): never =>
  fail(
    'stream_conflict',
    `Source and target are one store: both have the same stream ${stream}.`,
    'Name another store as the target; this one is as it was.',
    { stream },
  );

function failGone(stream: string): never {
  fail(
    'stream_conflict',
    `The stream ${stream} was deleted, or created anew, while it was migrated.`,
    'Delete its copy, and begin again.',
    { stream },
  );
}
