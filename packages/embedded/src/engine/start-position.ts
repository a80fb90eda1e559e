import type { StartPosition } from '@agog/deliverables-core';
import type { Rows, StreamRow } from './rows.ts';

/** A place in a stream: everything up to `position`, and everything stored before `since`, is behind it. */
export interface Place {
  readonly position: number;
  readonly since: number;
}

/** Where a start is in a stream as it stands. */
export const placeOf = (rows: Rows, stream: StreamRow, from: StartPosition): Place => {
  const { id, lastSequence, config } = stream;
  let position = 0;
  let since = 0;
  if (from === 'new') {
    position = lastSequence;
  } else if (from === 'start') {
    // From 0.
  } else if ('sequence' in from) {
    position = from.sequence - 1;
  } else if ('time' in from) {
    since = from.time.getTime();
    position = (rows.firstAfter(id, since - 1) ?? lastSequence + 1) - 1;
  } else if (Object.hasOwn(from.cursor, config.name)) {
    const known = from.cursor[config.name];
    // Else it belongs to an earlier stream of this name.
    if (known?.created === createdOf(stream)) position = known.sequence;
  }
  return { position, since };
};

/** A stream's time of creation, as cursors hold it. */
export const createdOf = (stream: StreamRow): string => new Date(stream.created).toISOString();
