import type { CallOptions, MessageHead, ReadQuery, Transport } from '@agog/deliverables-core';
import {
  checkConsume,
  checkGetQuery,
  checkPublish,
  checkReadQuery,
  checkSubscribe,
} from '@agog/deliverables-core/transport';
import { createAdmin } from './admin.ts';
import { consume } from './consume.ts';
import { createEngine, type Engine } from './engine.ts';
import { publish } from './publish.ts';
import { get, planRead, readPortion } from './read.ts';
import type { MessageRow, StreamRows } from './rows.ts';
import type { Store } from './store.ts';
import { toHead, toMessage } from './stored-message.ts';
import { subscribe } from './subscribe.ts';
import { takeTurns } from './take-turns.ts';

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
      const { subject, headers, body } = message;
      // The caller may go on changing what was passed in.
      const own = {
        subject,
        headers: [['Nats-Msg-Id', options.messageId] as const, ...headers],
        // Not `slice`: that of a Node Buffer shares its memory.
        body: new Uint8Array(body),
      };
      const how = { ...options };
      return write(options, (rows) => publish(rows, own, how));
    },

    async get(query, options) {
      checkGetQuery(query);
      return read(options, (rows) => get(rows, query));
    },

    read: (query, options) => readAll(engine, query, options, toMessage),
    readHeads: (query, options) => readAll(engine, query, options, toHead),

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

async function* readAll<T extends MessageHead>(
  engine: Engine,
  query: ReadQuery,
  options: CallOptions | undefined,
  toItem: (stream: StreamRows, message: MessageRow) => T,
): AsyncGenerator<T, void> {
  checkReadQuery(query);
  const { store, begin } = engine;
  const next = begin(options);
  const pause = takeTurns();
  let plan = await planRead(engine, query, next);
  while (plan.from <= plan.to) {
    const portion = await store.read((rows) => readPortion(rows, plan, toItem), next());
    for (const item of portion.items) {
      await pause();
      next();
      yield item;
    }
    plan = { ...plan, from: portion.next };
    await pause();
  }
}
