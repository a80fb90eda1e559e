import type { StartPosition } from '@agog/deliverables-core';
import type { StreamRows } from './rows.ts';

/** A place in a stream: everything up to `position`, and everything stored before `since`, is behind it. */
export interface Place {
  readonly position: number;
  readonly since: number;
}

/** Where a start is in a stream as it stands. */
export const placeOf = (stream: StreamRows, from: StartPosition): Place => {
  const { lastSequence, config, created } = stream;
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
    const [first] = stream.list({ since });
    position = first ? first.sequence - 1 : lastSequence;
  } else if (Object.hasOwn(from.cursor, config.name)) {
    const known = from.cursor[config.name];
    // Else it belongs to an earlier stream of this name.
    if (known?.created === created) position = known.sequence;
  }
  return { position, since };
};
