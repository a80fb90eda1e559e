import type { CallOptions } from '@agog/deliverables-core';
import {
  abortedError,
  checkArgument,
  checkWholeNumber,
  startDeadline,
  timeoutError,
} from '@agog/deliverables-core/transport';
import { connectFailure } from '../errors/nats-errors.ts';
import { checkSpeaking } from '../transport.ts';
import type { ConnectOptions } from './connect-options.ts';
import {
  type CoreTransport,
  type Moving,
  type ProtocolHandler,
  useOwnTransport,
} from './own-transport.ts';
import type { ServerAddress } from './server-addresses.ts';

/** In milliseconds. */
const defaultConnectTimeout = 10_000;

/** How long one attempt may take, in milliseconds: a later one may find the server again. */
const longestAttempt = 20_000;

/** What nats-core is told, the same over every transport. */
export interface ClientOptions {
  readonly servers: string[];
  readonly name?: string;
  readonly inboxPrefix?: string;
  readonly timeout: number;
  readonly maxReconnectAttempts: number;
  readonly reconnectDelayHandler: () => number;
  readonly noAsyncTraces: true;
  readonly resolve: false;
}

/** What of nats-core's classes opening a connection needs. */
export interface Client<C, T extends CoreTransport> {
  readonly connection: C;
  /** Makes what the next attempt goes over. */
  createTransport(): T & Moving;
  readonly handler: ProtocolHandler<T> & {
    dialLoop(): Promise<void>;
    close(error?: Error): Promise<void>;
  };
}

/** How to open a connection. */
export interface Opening<C, T extends CoreTransport> {
  readonly addresses: readonly ServerAddress[];
  readonly options: ConnectOptions;
  readonly call: CallOptions | undefined;
  createClient(options: ClientOptions): Client<C, T>;
}

/**
 * Opens a connection of nats-core within the time of the call. Once it stood it reconnects for ever, and not at the
 * same moment as everybody else.
 *
 * @throws DeliverablesError `authentication_failed`, `store_unavailable`, `aborted`
 */
export const openConnection = async <C, T extends CoreTransport>({
  addresses,
  options,
  call,
  createClient,
}: Opening<C, T>): Promise<C> => {
  const { name, inboxPrefix, pingInterval = 3_000, maxPingOut = 2 } = options;
  checkSpeaking(options);
  checkWholeNumber('pingInterval', pingInterval, 1);
  checkWholeNumber('maxPingOut', maxPingOut, 1);
  checkArgument(
    name === undefined || (typeof name === 'string' && name !== ''),
    'name',
    name,
    'a name',
  );
  startDeadline(call).next();
  // Longer than a timer can be set would be no time at all.
  const timeout = Math.min(call?.timeout ?? defaultConnectTimeout, 2 ** 31 - 1);
  const servers = addresses.map(({ url }) => url);
  const { connection, handler, createTransport } = createClient({
    servers,
    ...(name !== undefined && { name }),
    ...(inboxPrefix !== undefined && { inboxPrefix }),
    // The last server is asked as well, when all the others are silent.
    timeout: Math.min(Math.ceil(timeout / servers.length), longestAttempt),
    maxReconnectAttempts: -1,
    reconnectDelayHandler: () => 250 + Math.random() * 500,
    noAsyncTraces: true,
    // Host names go to the runtime, which knows more of its network.
    resolve: false,
  });
  useOwnTransport(handler, createTransport, { pingInterval, maxPingOut });
  try {
    await atMost(handler.dialLoop(), timeout, call?.signal);
    return connection;
  } catch (error) {
    // There is none when the time was over before the first attempt.
    (handler.transport as T | undefined)?.discard();
    await handler.close();
    throw connectFailure(error, servers);
  }
};

/** Waits for a promise, but no longer than some milliseconds, nor beyond a signal. */
const atMost = (work: Promise<void>, timeout: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = (): void => {
      if (signal) end(() => reject(abortedError(signal)));
    };
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      settle();
    };
    const timer = setTimeout(() => end(() => reject(timeoutError(timeout))), timeout);
    signal?.addEventListener('abort', abort);
    work.then(
      () => end(resolve),
      (error) => end(() => reject(error)),
    );
  });
