import type {
  CallOptions,
  Cursor,
  StoredMessage,
  SubscribeQuery,
  Subscription,
} from '@agog/deliverables-core';
import type { Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import { findNext } from './find-next.ts';
import type { Rows } from './rows.ts';
import { type Place, placeOf } from './start-position.ts';
import { toMessage } from './stored-message.ts';
import { refuseQueue, requireStream } from './stream.ts';

/** How far a subscription has come in one stream: the position is behind the last message handed out. */
interface Progress extends Place {
  readonly created: string;
  /** Behind the last message looked at: no need to look again. */
  readonly scanned: number;
}

/** Messages as they are stored, read from the store by position. */
export const subscribe = async (
  engine: Engine,
  query: SubscribeQuery,
  options: CallOptions,
): Promise<Subscription> => {
  const { store } = engine;
  const filters = [...(query.filters ?? [])];
  /** By name; who is first has the next turn. */
  const progress = await store.read(
    (rows) => new Map(query.streams.map((name) => [name, begin(rows, name, query)])),
    options,
  );

  const look = (rows: Rows): Taken<StoredMessage> => {
    let wait = Number.POSITIVE_INFINITY;
    for (const [name, known] of progress) {
      const stream = rows.streams.get(name);
      if (!stream) continue;
      const { created, lastSequence } = stream;
      // A stream created anew begins from its start.
      const isKnown = created === known.created;
      const place = isKnown ? known : { ...known, created, position: 0, scanned: 0 };
      const range = { filters, from: place.scanned + 1, since: place.since };
      const { found, scanned } = findNext(stream, range);
      if (found) {
        const message = toMessage(stream, found);
        return () => {
          // To the back, so that a busy stream does not silence the others.
          progress.delete(name);
          progress.set(name, { ...place, position: scanned, scanned });
          return message;
        };
      }
      if (scanned < lastSequence) wait = 0;
      // A start may lie beyond what is stored yet.
      progress.set(name, { ...place, scanned: Math.max(place.scanned, scanned) });
    }
    return wait;
  };

  return {
    ...createFeed(engine, { take: (takeOptions) => store.read(look, takeOptions) }, options.signal),
    get cursor(): Cursor {
      const positions = [...progress].map(
        ([name, { created, position }]) => [name, { created, sequence: position }] as const,
      );
      return Object.fromEntries(positions);
    },
  };
};

const begin = (rows: Rows, name: string, { from }: SubscribeQuery): Progress => {
  const stream = requireStream(rows, name);
  refuseQueue(stream);
  const place = placeOf(stream, from);
  return { ...place, created: stream.created, scanned: place.position };
};
