import type { Transport } from '@agog/deliverables-core';

/** A transport, described for the suite. `Store` is whatever tells `open` where the messages are: a path, a URL, nothing. */
export interface Harness<Store = unknown> {
  /** Names the transport in titles and reports. */
  readonly name: string;
  /** A new, empty store. Where many share one server, the server: every stream of the suite has a unique name. */
  createStore(): Promise<Store>;
  /** A new transport on the store. Opened again after everything was closed, a persistent one shows what was stored. */
  open(store: Store): Promise<Transport>;
  /** Called last, when every transport on the store is closed. */
  removeStore(store: Store): Promise<void>;
  /** Ids of requirements that the transport is known to fail. They must fail: one that holds is reported as a failure. */
  readonly knownGaps?: readonly string[] | undefined;
  /** How long to wait for a thing that should come at once, in milliseconds. Default 5,000. */
  readonly patience?: number | undefined;
  /** How long one requirement may take in all, in milliseconds. Default 20,000. */
  readonly timeout?: number | undefined;
  /** How many requirements run at the same time. Default 8; vitest has a setting of its own. */
  readonly concurrency?: number | undefined;
}

/** A harness with its defaults filled in. */
export interface CompleteHarness<Store> extends Harness<Store> {
  readonly knownGaps: readonly string[];
  readonly patience: number;
  readonly timeout: number;
  readonly concurrency: number;
}

/** Fills in the defaults, once, at the door. */
export const completeHarness = <Store>(harness: Harness<Store>): CompleteHarness<Store> => ({
  name: harness.name,
  createStore: () => harness.createStore(),
  open: (store) => harness.open(store),
  removeStore: (store) => harness.removeStore(store),
  knownGaps: harness.knownGaps ?? [],
  patience: harness.patience ?? 5_000,
  timeout: harness.timeout ?? 20_000,
  concurrency: harness.concurrency ?? 8,
});
