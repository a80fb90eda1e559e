import type {
  CallOptions,
  StoredMessage,
  SubscribeQuery,
  Subscription,
} from '@agog/deliverables-core';
import { checkSubscribe, startDeadline } from '@agog/deliverables-core/transport';

import type { Context } from '../context.ts';
import { createBell, handOut } from './hand-out.ts';
import { findPlace } from './start-position.ts';
import { createTail, type Tail } from './tail.ts';

/** Messages as they are stored, of one stream or several. */
export const subscribe = async (
  context: Context,
  query: SubscribeQuery,
  options: CallOptions | undefined,
): Promise<Subscription> => {
  checkSubscribe(query);
  const opening = context.begin(options);
  const signal = options?.signal;
  const { from } = query;
  const filters = [...(query.filters ?? [])];
  const streams = [...new Set(query.streams)];
  const places = await all(
    streams.map((stream) => findPlace(context, { stream, filters, from }, opening)),
  );
  const ending = new AbortController();
  const deadline = startDeadline({ signal: ending.signal });
  const bell = createBell();
  const wake = (): void => bell.ring();
  const tails = places.map((place) => createTail(context, place, { filters, deadline, wake }));

  const release = async (): Promise<void> => {
    ending.abort();
    wake();
    await Promise.all(tails.map((tail) => tail.close()));
  };
  try {
    await all(tails.map((tail) => tail.open(opening)));
    // Throws where the transport has begun to close meanwhile.
    context.begin(undefined);
  } catch (error) {
    await release();
    throw error;
  }
  const items = handOut(tails, bell, ending.signal);
  return createSubscription(context, items, { tails, release, signal });
};

/** All of them, or the first error once none goes on any more. */
const all = async <T>(promises: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(promises);
  return Promise.all(promises);
};

interface Parts {
  readonly tails: readonly Tail[];
  readonly signal: AbortSignal | undefined;
  release(): Promise<void>;
}

const createSubscription = (
  { open }: Context,
  items: AsyncGenerator<StoredMessage, undefined>,
  { tails, release, signal }: Parts,
): Subscription => {
  let closed: Promise<void> | undefined;
  const shutDown = async (): Promise<void> => {
    open.delete(close);
    signal?.removeEventListener('abort', abort);
    await release();
    // Resolves when nothing is being taken any more.
    await items.return(undefined);
  };
  const close = (): Promise<void> => {
    closed ??= shutDown();
    return closed;
  };
  const abort = (): void => void close();

  open.add(close);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  return {
    async next() {
      try {
        return await items.next();
      } catch (error) {
        await close();
        throw error;
      }
    },
    async return() {
      await close();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await close();
      throw error;
    },
    get cursor() {
      return Object.fromEntries(tails.map((tail) => [tail.stream, tail.position]));
    },
    close,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: close,
  };
};
