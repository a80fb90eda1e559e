import type {
  CallOptions,
  Cursor,
  StoredMessage,
  SubscribeQuery,
  Subscription,
} from '@agog/deliverables-core';
import type { Engine } from './engine.ts';
import { createFeed, type Taken } from './feed.ts';
import { lookUpStream, requireStream } from './find-stream.ts';
import type { HeadRow, Rows, StreamRow } from './rows.ts';
import { scan } from './scan.ts';
import { createdOf, placeOf } from './start-position.ts';
import { toMessage } from './stored-message.ts';

/** How far a subscription has come in one stream. */
interface Progress {
  readonly stream: string;
  readonly id: number;
  readonly created: string;
  readonly since: number;
  /** Behind the last message handed out. */
  readonly sequence: number;
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
    for (const [index, place] of progress.entries()) {
      const stream = lookUpStream(rows, place.stream);
      if (stream === null) continue;
      const from = stream.id === place.id ? place : { ...place, ...restart(stream) };
      const head = nextHead(rows, stream, from, filters, engine.now());
      if (head === null) {
        progress[index] = { ...from, scanned: stream.lastSequence };
        continue;
      }
      const { sequence } = head;
      return {
        index,
        place: { ...from, sequence, scanned: sequence },
        item: toMessage(rows, stream, head),
      };
    }
    return null;
  };
  const take = async (callOptions: CallOptions): Promise<Taken<StoredMessage>> => {
    const found = await store.read(look, callOptions);
    if (found === null) return { lookAgain: Number.POSITIVE_INFINITY };
    // The stream that had its turn goes to the back, so that a busy one does not silence the others.
    progress = [...progress.toSpliced(found.index, 1), found.place];
    return { item: found.item };
  };

  const feed = createFeed(engine, { take, release: async () => {} }, options.signal);
  return {
    ...feed,
    get cursor(): Cursor {
      return Object.fromEntries(
        progress.map(({ stream, created, sequence }) => [stream, { created, sequence }]),
      );
    },
  };
};

const begin = (rows: Rows, name: string, { from }: SubscribeQuery): Progress => {
  const stream = requireStream(rows, name);
  const { sequence, since } = placeOf(rows, stream, from);
  return {
    stream: name,
    id: stream.id,
    created: createdOf(stream),
    since,
    sequence,
    scanned: sequence,
  };
};

/** A stream created anew begins from its start. */
const restart = (stream: StreamRow) => ({
  id: stream.id,
  created: createdOf(stream),
  sequence: 0,
  scanned: 0,
});

const nextHead = (
  rows: Rows,
  stream: StreamRow,
  { scanned, since }: Progress,
  filters: readonly string[],
  now: number,
): HeadRow | null => {
  const wanted = { filters, from: scanned + 1, to: stream.lastSequence, now };
  for (const head of scan(rows, stream, wanted)) if (head.time >= since) return head;
  return null;
};
