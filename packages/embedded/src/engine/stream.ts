import { DeliverablesError } from '@agog/deliverables-core';
import { isWanted } from './filters.ts';
import type { HeadRow, Rows, StreamRow } from './rows.ts';

/**
 * A stream as it is to be seen now: what has expired is not there, whether it was removed yet or not. The engine's own
 * copy: what changes is changed in it, then saved.
 */
export interface Stream extends StreamRow {
  /** The first sequence that has not expired. Times rise with the sequences, so all before it have. */
  readonly first: number;
  /** Whether the store still holds expired messages. */
  readonly expired: boolean;
}

/** A row as it is to be seen now. */
export const see = (rows: Rows, row: StreamRow): Stream => {
  const { id, lastSequence, config } = row;
  const end = lastSequence + 1;
  const oldest = rows.heads(id, { subject: null, from: 1, to: lastSequence, limit: 1 })[0];
  const expiry = config.maxAge === null ? Number.NEGATIVE_INFINITY : rows.now() - config.maxAge;
  const expired = oldest !== undefined && oldest.time <= expiry;
  const first = expired ? rows.firstAfter(id, expiry) : oldest?.sequence;
  return { ...row, expired, first: first ?? end };
};

/** The first stream for which the test holds, or `null`. */
export const findStream = (rows: Rows, test: (row: StreamRow) => boolean): Stream | null => {
  const row = rows.streams().find(test);
  return row === undefined ? null : see(rows, row);
};

/** The stream of a name, or `null`. */
export const lookUpStream = (rows: Rows, name: string): Stream | null =>
  findStream(rows, ({ config }) => config.name === name);

/** The stream of a name, or `stream_not_found`. */
export const requireStream = (rows: Rows, name: string): Stream =>
  lookUpStream(rows, name) ?? fail(rows, `There is no stream ${name}.`, { stream: name });

/** The stream that takes a subject, or `stream_not_found`. */
export const requireStreamFor = (rows: Rows, subject: string): Stream =>
  findStream(rows, ({ config }) => isWanted(subject, config.subjects)) ??
  fail(rows, `No stream takes the subject ${subject}.`, { subject });

const fail = (rows: Rows, message: string, details: Record<string, string>): never => {
  const streams = rows.streams().map(({ config }) => config.name);
  throw new DeliverablesError({
    code: 'stream_not_found',
    message,
    hint: `Create it first. The streams are: ${streams.join(', ') || 'none yet'}.`,
    details: { ...details, streams },
  });
};

/** One message, or `undefined`. */
export const headAt = (rows: Rows, stream: Stream, sequence: number): HeadRow | undefined =>
  sequence < stream.first
    ? undefined
    : rows.heads(stream.id, { subject: null, from: sequence, to: sequence, limit: 1 })[0];
