import type { OutgoingMessage, StreamConfig } from '@agog/deliverables-core';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { afterAll } from 'vitest';
import { createApi } from './api/api.ts';
import { createLink } from './connection/link.ts';
import type { Context } from './context.ts';
import { createKnownStreams } from './publish/known-streams.ts';

const closers: (() => PromiseLike<unknown>)[] = [];

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** A server for the tests of one file. */
export const openServer = async (
  options: Parameters<typeof startServer>[0] = {},
): Promise<NatsServer> => {
  const server = await startServer(options);
  closers.push(() => server[Symbol.asyncDispose]());
  return server;
};

/** What the parts of a transport share, over a TCP connection of its own that never gives up. */
export const openContext = async (
  url: string,
  login: { readonly user?: string; readonly pass?: string } = {},
): Promise<Context> => {
  const connection = await connect({
    ...login,
    servers: url,
    reconnectTimeWait: 50,
    maxReconnectAttempts: -1,
  });
  const link = createLink(connection, '_INBOX');
  const api = createApi(link, '$JS.API', 30_000);
  closers.push(() => {
    link.close();
    return connection.close();
  });
  const known = createKnownStreams(api);
  const begun = { begin: api.begin, open: new Set<() => Promise<void>>() };
  return { api, link, known, ...begun, refusals: new Map(), replicas: 1 };
};

let count = 0;

/** A stream that takes `<name>.>`; answers its name. */
export const createStream = async (
  { api }: Context,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<StreamConfig['name']> => {
  count += 1;
  const name = `stream-${count}`;
  await api.call({
    path: `STREAM.CREATE.${name}`,
    body: {
      name,
      subjects: [`${name}.>`],
      storage: 'file',
      retention: 'limits',
      discard: 'old',
      allow_direct: true,
      max_msgs: -1,
      max_bytes: -1,
      ...changes,
    },
    what: `Creating ${name}`,
    deadline: api.begin(undefined),
    repeatable: true,
  });
  return name;
};

/** A message on its way in. */
export const outgoing = (subject: string, text = 'body'): OutgoingMessage => ({
  subject,
  headers: [],
  body: new TextEncoder().encode(text),
});
