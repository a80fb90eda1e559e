import type { CallOptions } from '@agog/deliverables-core';
import { fail, startDeadline } from '@agog/deliverables-core/transport';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';
import { takeTurns } from './take-turns.ts';

/** What work answers that has more to do than can be done at once: it is called again, after others have had a turn. */
export const again: unique symbol = Symbol('again');

/** What the parts of a transport share. */
export interface Engine {
  readonly store: Store;
  /** Starts a call: answers the options of its next step, or throws `closed`, `aborted` or `timeout` where there is none. */
  begin(options: CallOptions | undefined): () => CallOptions;
  /** A call of one step that looks. */
  read<T>(options: CallOptions | undefined, work: (rows: Rows) => T): Promise<T>;
  /** A call that changes; of one step, unless `work` answers {@link again}. */
  write<T>(options: CallOptions | undefined, work: (rows: Rows) => T | typeof again): Promise<T>;
  /** What is closed together with the transport. */
  readonly open: Set<() => Promise<void>>;
  close(): Promise<void>;
}

/** Starts the shared part of a transport over a store. */
export const createEngine = (store: Store): Engine => {
  const open = new Set<() => Promise<void>>();
  let closing: Promise<void> | undefined;
  const shutDown = async () => {
    await Promise.allSettled([...open].map((close) => close()));
    await store.close();
  };
  const begin: Engine['begin'] = (options) => {
    const deadline = startDeadline(options);
    return () => {
      if (closing) fail('closed', `The ${store.name} transport is closed.`, 'Open a new one.');
      return deadline.next();
    };
  };
  return {
    store,
    begin,
    open,
    read: async (options, work) => store.read(work, begin(options)()),
    async write(options, work) {
      const next = begin(options);
      const pause = takeTurns();
      for (;;) {
        const answer = await store.write(work, next());
        if (answer !== again) return answer;
        await pause();
      }
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
};
