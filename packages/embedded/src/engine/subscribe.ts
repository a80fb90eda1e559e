import {
  type CallOptions,
  type Cursor,
  DeliverablesError,
  type StoredMessage,
  type SubscribeQuery,
  type Subscription,
} from '@agog/deliverables-core';
import type { Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import type { Rows } from './rows.ts';
import { scan } from './scan.ts';
import { createdOf, placeOf } from './start-position.ts';
import { toMessage } from './stored-message.ts';
import { lookUpStream, requireStream } from './stream.ts';

/** How far a subscription has come in one stream. */
interface Progress {
  readonly stream: string;
  readonly created: string;
  readonly since: number;
  /** Behind the last message handed out. */
  readonly position: number;
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
  let progress = await store.read(
    (rows) => [...new Set(query.streams)].map((name) => begin(rows, name, query)),
    options,
  );

  const look = (rows: Rows) => {
    for (const [index, known] of progress.entries()) {
      const stream = lookUpStream(rows, known.stream);
      if (stream === null) continue;
      const created = createdOf(stream);
      // A stream created anew begins from its start.
      const place =
        created === known.created ? known : { ...known, created, position: 0, scanned: 0 };
      const { scanned, since } = place;
      const head = scan(rows, stream, { filters, from: scanned + 1, since }).next().value;
      if (head === undefined) {
        progress[index] = { ...place, scanned: stream.lastSequence };
        continue;
      }
      const { sequence } = head;
      return {
        index,
        place: { ...place, position: sequence, scanned: sequence },
        item: toMessage(rows, stream, head),
      };
    }
    return null;
  };
  const take = async (takeOptions: CallOptions): Promise<Taken<StoredMessage>> => {
    const found = await store.read(look, takeOptions);
    if (found === null) return { lookAgain: Number.POSITIVE_INFINITY };
    const { item, index, place } = found;
    const onHandOut = () => {
      // The stream that had its turn goes to the back, so that a busy one does not silence the others.
      progress = [...progress.toSpliced(index, 1), place];
    };
    return { item, onHandOut };
  };

  return {
    ...createFeed(engine, { take, release: async () => {} }, options.signal),
    get cursor(): Cursor {
      return Object.fromEntries(
        progress.map(({ stream, created, position }) => [stream, { created, sequence: position }]),
      );
    },
  };
};

const begin = (rows: Rows, name: string, { from }: SubscribeQuery): Progress => {
  const stream = requireStream(rows, name);
  if (stream.config.retention === 'workqueue') {
    throw new DeliverablesError({
      code: 'unsupported',
      message: `The stream ${name} is a work queue: there is no subscribing to it.`,
      hint: 'Take its messages with `consume`, or look at them with `read`.',
      details: { stream: name },
    });
  }
  const { position, since } = placeOf(rows, stream, from);
  return { stream: name, created: createdOf(stream), since, position, scanned: position };
};
