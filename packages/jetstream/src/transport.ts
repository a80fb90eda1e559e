import type { Transport } from '@agog/deliverables-core';
import {
  checkArgument,
  checkPublish,
  checkSubject,
  checkWholeNumber,
  fail,
} from '@agog/deliverables-core/transport';
import { createAdmin } from './admin/admin.ts';
import { createApi, defaultTimeout } from './api/api.ts';
import { createLink } from './connection/link.ts';
import type { NatsConnection } from './connection/nats-connection.ts';
import { type ConnectionStatus, reportStatus } from './connection/report-status.ts';
import { consume } from './consume/consume.ts';
import type { Context } from './context.ts';
import { createKnownStreams } from './publish/known-streams.ts';
import { createPublisher } from './publish/publish.ts';
import { get } from './read/get.ts';
import { readHeads, readMessages } from './read/read.ts';
import { subscribe } from './subscribe/subscribe.ts';

/** How to speak over a connection. */
export interface JetStreamTransportOptions {
  /** An open connection of `@nats-io/transport-node`, `@nats-io/nats-core`, `nats` 2 or `nats.ws` 1. */
  readonly connection: NatsConnection;
  /** Whether `close()` closes the connection as well. Default false: whoever opened it closes it. */
  readonly ownsConnection?: boolean | undefined;
  /** What the transport calls itself in messages to people. Default `jetstream`. */
  readonly transportName?: string | undefined;
  /** Told what happens to the connection, until the transport is closed. What it throws is passed over. */
  readonly onStatus?: ((status: ConnectionStatus) => void) | undefined;
  /** Where replies come to. Default `_INBOX`; a user with fewer rights is given one of its own. */
  readonly inboxPrefix?: string | undefined;
  /** What JetStream's request subjects begin with. Default `$JS.API`; imported from another account it may be another. */
  readonly apiPrefix?: string | undefined;
  /** How long a call may take that says nothing, in milliseconds. Default 30,000: a restart of the server passes in it. */
  readonly timeout?: number | undefined;
  /** How many copies of each stream made here a cluster keeps. Default 1. */
  readonly replicas?: number | undefined;
}

/**
 * Checks how one wants to speak, before anything is dialed.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_subject`
 */
export const checkSpeaking = ({
  inboxPrefix = '_INBOX',
  apiPrefix = '$JS.API',
  timeout,
  replicas,
  onStatus,
}: Omit<JetStreamTransportOptions, 'connection'>): void => {
  checkSubject(inboxPrefix);
  checkSubject(apiPrefix);
  checkWholeNumber('timeout', timeout, 1);
  checkWholeNumber('replicas', replicas, 1);
  const listens = onStatus === undefined || typeof onStatus === 'function';
  checkArgument(listens, 'onStatus', onStatus, 'a function');
};

/** The seam over a NATS connection. Nothing is sent before the first call. */
export const createJetStreamTransport = (options: JetStreamTransportOptions): Transport => {
  checkSpeaking(options);
  const { connection, ownsConnection = false, inboxPrefix = '_INBOX' } = options;
  const { apiPrefix = '$JS.API', timeout = defaultTimeout, replicas = 1 } = options;
  const { transportName = 'jetstream', onStatus } = options;
  const usable = typeof connection?.publish === 'function' && !connection.isClosed();
  checkArgument(usable, 'connection', connection, 'an open NATS connection');

  const link = createLink(connection, inboxPrefix);
  const api = createApi(link, apiPrefix, timeout);
  const report = onStatus && reportStatus(connection, onStatus);
  const open = new Set<() => Promise<void>>();
  let closing: Promise<void> | undefined;
  const context: Context = {
    api,
    link,
    known: createKnownStreams(api),
    refusals: new Map(),
    begin(callOptions, bytes) {
      if (closing) fail('closed', 'The jetstream transport is closed.', 'Open a new one.');
      return api.begin(callOptions, bytes);
    },
    open,
    replicas,
  };
  const publish = createPublisher(context);

  const shutDown = async (): Promise<void> => {
    await Promise.allSettled([...open].map((close) => close()));
    link.close();
    if (ownsConnection) await connection.close();
    report?.stop();
  };
  const close = (): Promise<void> => {
    closing ??= shutDown();
    return closing;
  };

  return {
    specificationVersion: 1,
    name: transportName,
    capabilities: { persistent: true, shared: true, workQueues: true, skipsSequences: false },
    admin: createAdmin(context),
    async publish(message, publishOptions) {
      checkPublish(message, publishOptions);
      return publish(message, publishOptions);
    },
    get: async (query, callOptions) => get(context, query, callOptions),
    read: (query, callOptions) => readMessages(context, query, callOptions),
    readHeads: (query, callOptions) => readHeads(context, query, callOptions),
    subscribe: async (query, callOptions) => subscribe(context, query, callOptions),
    consume: async (consumeOptions) => consume(context, consumeOptions),
    close,
    [Symbol.asyncDispose]: close,
  };
};
