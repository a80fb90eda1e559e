import type { DeliverablesError } from '@agog/deliverables-core';
import { createMessageId, fail } from '@agog/deliverables-core/transport';
import { closedConnection, deniedError } from '../errors/nats-errors.ts';
import type { HeaderBlock } from '../message/encode-headers.ts';
import { type ConnectionChange, watchStatus } from './connection-status.ts';
import { type Deadline, within } from './deadline.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { isAbsence } from './is-absence.ts';
import { type Listener, openListener } from './listener.ts';
import type { NatsConnection, NatsMessage, NatsServerInfo } from './nats-connection.ts';
import { createSend, subscribe } from './send.ts';
import { createSweeper } from './sweeper.ts';

/**
 * How a request ended: with its (last) reply; or nobody listens on its subject; or the connection broke before a reply;
 * or none came in time. After the last two nobody knows whether it had an effect.
 */
export type Answer = NatsMessage | 'no-responders' | 'disconnected' | 'silent';

/** How to ask. */
export interface RequestOptions {
  readonly deadline: Deadline;
  /** How long to wait for a reply, in milliseconds, where the deadline leaves more. */
  readonly attempt?: number | undefined;
  /** Where nothing came in time, wait for a ping as well: a large message may still be on its way over a slow line. */
  readonly provesSilence?: boolean | undefined;
  readonly headers?: HeaderBlock | undefined;
  /** Called with every reply; answers whether it was the last. Default: the first one is. */
  readonly isLast?: ((message: NatsMessage) => boolean) | undefined;
  /** Where the replies come to; one request at a time. Default: the inbox of all requests. */
  readonly inbox?: Inbox | undefined;
}

/** A connection, with one reply inbox for all requests. */
export interface Link {
  readonly info: NatsServerInfo;
  readonly isUp: boolean;
  /** How often the connection was lost. */
  readonly losses: number;
  request(subject: string, payload: Uint8Array, options: RequestOptions): Promise<Answer>;
  /** Sends without waiting for anything; nothing is sent while the connection is down. */
  send(subject: string, payload: Uint8Array, reply?: string): void;
  listen(onMessage: (message: NatsMessage) => void): Listener;
  openInbox(): Inbox;
  /** Resolves when the connection stands. */
  online(deadline: Deadline): Promise<void>;
  /** Calls the listener whenever the connection was lost (false) or stands again (true); answers how to stop that. */
  onChange(listener: (isUp: boolean) => void): () => void;
  /** Calls the listener with every subject that the server refuses, to publish to or to subscribe to; answers how to stop that. */
  onRefusal(listener: (subject: string, error: DeliverablesError) => void): () => void;
  /** Ends every request with `closed`; the connection itself stays open. */
  close(): void;
}

interface Pending {
  readonly subject: string;
  receive(message: NatsMessage): void;
  end(answer: Exclude<Answer, NatsMessage>): void;
  refuse(error: DeliverablesError): void;
}

/** Opens the inbox on a connection and follows its course. */
export const createLink = (connection: NatsConnection, inboxPrefix: string): Link => {
  const inbox = `${inboxPrefix}.${createMessageId()}`;
  const pending = new Map<string, Pending>();
  const listeners = new Set<(isUp: boolean) => void>();
  const refusals = new Set<(subject: string, error: DeliverablesError) => void>();
  const sweeper = createSweeper();
  let counter = 0;
  /** A connection that was lost before it was handed over says nothing of its server. */
  let isUp = connection.info !== undefined;
  let losses = 0;
  /** Why nothing can be asked any more, or for now. */
  let ended: DeliverablesError | null = null;
  let inboxDenied: DeliverablesError | null = null;
  let info = connection.info;

  const endAll = (end: (one: Pending) => void): void => {
    for (const one of [...pending.values()]) end(one);
  };
  const announce = (): void => {
    for (const listener of [...listeners]) listener(isUp);
  };
  const finish = (error: DeliverablesError): void => {
    if (ended) return;
    ended = error;
    endAll((one) => one.refuse(error));
    announce();
  };

  const onChange = (change: ConnectionChange): void => {
    if (change.kind === 'denied') {
      const error = deniedError(change.operation, change.subject, change.cause);
      const isInbox = change.operation === 'subscription' && change.subject.startsWith(inbox);
      if (isInbox) inboxDenied = error;
      endAll((one) => {
        if (isInbox || (change.operation === 'publish' && one.subject === change.subject)) {
          one.refuse(error);
        }
      });
      for (const listener of [...refusals]) listener(change.subject, error);
      return;
    }
    const wasUp = isUp;
    isUp = change.kind === 'reconnected';
    if (isUp) {
      inboxDenied = null;
      info = connection.info ?? info;
    }
    // One that was lost before it was handed over only tells that it stands again: what was sent meanwhile is gone.
    if (wasUp) {
      losses += 1;
      endAll((one) => one.end('disconnected'));
    }
    announce();
  };

  const status = watchStatus(connection.status(), onChange);
  connection.closed().then(
    (reason) => finish(closedConnection(reason)),
    (reason) => finish(closedConnection(reason)),
  );
  const replies = subscribe(connection, `${inbox}.*`, (message) =>
    pending.get(message.subject.slice(inbox.length + 1))?.receive(message),
  );

  const publish = createSend(connection);

  return {
    get info() {
      return info ?? fail('closed', 'The connection is closed.', 'Connect again.');
    },
    get isUp() {
      return isUp;
    },
    get losses() {
      return losses;
    },

    request(subject, payload, options) {
      const { deadline, attempt, provesSilence, headers, isLast, inbox: own } = options;
      return new Promise<Answer>((resolve, reject) => {
        const { signal, timeout = Number.POSITIVE_INFINITY } = deadline.next();
        const refused = ended ?? inboxDenied;
        if (refused) throw refused;
        if (!isUp) {
          resolve('disconnected');
          return;
        }
        counter += 1;
        const token = own?.token ?? counter.toString(36);
        const patience = attempt === undefined ? timeout : Math.min(attempt, timeout);
        const forget = (): void => {
          pending.delete(token);
          sweeper.forget(token);
          signal?.removeEventListener('abort', abort);
        };
        const settle = (answer: Answer): void => {
          forget();
          resolve(answer);
        };
        const abort = (): void => {
          forget();
          try {
            deadline.next();
          } catch (error) {
            reject(error);
          }
        };
        let received = 0;
        const prove = (): void => {
          const before = received;
          const conclude = (): void => {
            if (pending.get(token) === one && received === before) settle('silent');
          };
          // A ping that fails has lost its connection, which ends every request.
          connection.flush().then(conclude, () => {});
        };
        const expire = provesSilence ? prove : () => settle('silent');
        const wait = (): void => sweeper.await(token, patience, expire);
        const one: Pending = {
          subject,
          receive(message) {
            received += 1;
            if (isAbsence(message)) {
              settle('no-responders');
              return;
            }
            if (isLast === undefined || isLast(message)) settle(message);
            else wait();
          },
          end: settle,
          refuse(error) {
            forget();
            reject(error);
          },
        };
        pending.set(token, one);
        wait();
        signal?.addEventListener('abort', abort);
        try {
          publish(subject, payload, own?.subject ?? `${inbox}.${token}`, headers);
        } catch (error) {
          forget();
          throw error;
        }
      });
    },

    send(subject, payload, reply) {
      if (isUp && !ended) publish(subject, payload, reply);
    },

    listen(onMessage) {
      if (ended) throw ended;
      return openListener(connection, inboxPrefix, () => isUp && !ended, onMessage);
    },

    openInbox: () =>
      openInbox(connection, inboxPrefix, (token, message) => pending.get(token)?.receive(message)),

    async online(deadline) {
      while (!isUp) {
        if (ended) throw ended;
        await within(deadline, (resume) => {
          listeners.add(resume);
          return () => listeners.delete(resume);
        });
      }
      if (ended) throw ended;
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    onRefusal(listener) {
      refusals.add(listener);
      return () => refusals.delete(listener);
    },

    close() {
      finish(closedConnection(undefined));
      status.stop();
      sweeper.close();
      if (!connection.isClosed()) replies.unsubscribe();
    },
  };
};
