import type { CountTokens, DeliverablesClient, Roster } from '@agog/deliverables-core';

/** What the methods of a reader share; validated and defaulted once, by `createReader`. */
export interface ReaderContext {
  readonly client: DeliverablesClient<Roster>;
  readonly countTokens: CountTokens;
}
