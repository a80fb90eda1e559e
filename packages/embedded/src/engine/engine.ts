import { type CallOptions, DeliverablesError, startDeadline } from '@agog/deliverables-core';
import type { Store } from './store.ts';

/** What the parts of a transport share. */
export interface Engine {
  readonly store: Store;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** The options of a call's next step; throws `closed`, `aborted` or `timeout` where there is none. */
  begin(options: CallOptions | undefined): () => CallOptions;
  /** What is closed together with the transport. */
  readonly open: Set<() => Promise<void>>;
  close(): Promise<void>;
}

/** Starts the shared part of a transport over a store. */
export const createEngine = (store: Store, now: () => number): Engine => {
  const open = new Set<() => Promise<void>>();
  let closing: Promise<void> | undefined;
  const shutDown = async () => {
    await Promise.all([...open].map((close) => close()));
    await store.close();
  };
  return {
    store,
    now,
    open,
    begin(options) {
      const deadline = startDeadline(options);
      return () => {
        if (closing !== undefined) throw closed(`The ${store.name} transport is closed.`);
        return deadline.next();
      };
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
};

/** What a call on something closed throws. */
export const closed = (message: string): DeliverablesError =>
  new DeliverablesError({ code: 'closed', message, hint: 'Open a new one.' });
