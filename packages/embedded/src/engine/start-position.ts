import type { StartPosition } from '@agog/deliverables-core';
import type { Rows, StreamRow } from './rows.ts';

/** A place in a stream: everything up to `sequence`, and everything stored before `since`, is behind it. */
export interface Place {
  readonly sequence: number;
  readonly since: number;
}

/** Where a start is in a stream as it stands. */
export const placeOf = (rows: Rows, stream: StreamRow, from: StartPosition): Place => {
  const start = { sequence: 0, since: 0 };
  if (from === 'start') return start;
  if (from === 'new') return { ...start, sequence: stream.lastSequence };
  if ('sequence' in from) return { ...start, sequence: from.sequence - 1 };
  if ('time' in from) {
    const since = from.time.getTime();
    const first = rows.firstAfter(stream.id, since - 1) ?? stream.lastSequence + 1;
    return { sequence: first - 1, since };
  }
  const { cursor } = from;
  const position = Object.hasOwn(cursor, stream.config.name)
    ? cursor[stream.config.name]
    : undefined;
  // The place belongs to an earlier stream of this name.
  if (position?.created !== createdOf(stream)) return start;
  return { ...start, sequence: position.sequence };
};

/** A stream's time of creation, as cursors hold it. */
export const createdOf = (stream: StreamRow): string => new Date(stream.created).toISOString();
