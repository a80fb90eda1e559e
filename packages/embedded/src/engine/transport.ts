import type {
  CallOptions,
  MessageHead,
  OutgoingMessage,
  ReadQuery,
  StoredMessage,
  Transport,
} from '@agog/deliverables-core';
import { checkPublish } from '@agog/deliverables-core/transport';
import { createAdmin } from './admin.ts';
import { checkConsume, checkGetQuery, checkReadQuery, checkSubscribe } from './check-query.ts';
import { consume } from './consume.ts';
import { createEngine, type Engine } from './engine.ts';
import { publish } from './publish.ts';
import { get, type Portion, planRead, readPortion } from './read.ts';
import type { Store } from './store.ts';
import { toHead, toMessage } from './stored-message.ts';
import { subscribe } from './subscribe.ts';

/** Bodies are fetched a few at a time, heads many. */
const wholeMessages: Portion<StoredMessage> = { messages: 16, bytes: 1_048_576, hand: toMessage };
const headsOnly: Portion<MessageHead> = {
  messages: 512,
  bytes: Number.POSITIVE_INFINITY,
  hand: (_, stream, head) => toHead(stream, head),
};

/** The whole seam over a store. */
export const createTransport = (store: Store): Transport => {
  const engine = createEngine(store);
  const { begin, read, write, close } = engine;
  return {
    specificationVersion: 1,
    name: store.name,
    capabilities: store.capabilities,
    admin: createAdmin(engine),

    async publish(message, options) {
      checkPublish(message, options);
      const own = copyMessage(message, options.messageId);
      return write(options, (rows) => publish(rows, own, options));
    },

    async get(query, options) {
      checkGetQuery(query);
      return read(options, (rows) => get(rows, query));
    },

    read: (query, options) => readAll(engine, query, wholeMessages, options),
    readHeads: (query, options) => readAll(engine, query, headsOnly, options),

    async subscribe(query, options = {}) {
      checkSubscribe(query);
      return subscribe(engine, query, begin(options)());
    },

    async consume(options) {
      checkConsume(options);
      return consume(engine, options, begin({ signal: options.signal })());
    },

    close,
    [Symbol.asyncDispose]: close,
  };
};

/** The caller may go on changing what was passed in. */
const copyMessage = ({ subject, headers, body }: OutgoingMessage, id: string): OutgoingMessage => ({
  subject,
  headers: [['Nats-Msg-Id', id], ...headers],
  // Not `slice`: that of a Node Buffer shares its memory.
  body: new Uint8Array(body),
});

async function* readAll<T>(
  { store, begin }: Engine,
  query: ReadQuery,
  portion: Portion<T>,
  options: CallOptions | undefined,
): AsyncGenerator<T, void> {
  checkReadQuery(query);
  const next = begin(options);
  let plan = await store.read((rows) => planRead(rows, query), next());
  while (plan.next !== null) {
    const { items, rest } = await store.read((rows) => readPortion(rows, plan, portion), next());
    for (const item of items) {
      next();
      yield item;
    }
    plan = rest;
  }
}
