import type { CountTokens, DeliverablesClient, Roster } from '@agog/deliverables-core';
import type { LedgerAccount } from '../ledger/ledger.ts';

/** What the methods of a reader share; validated and defaulted once, by `createReader`. */
export interface ReaderContext {
  readonly client: DeliverablesClient<Roster>;
  readonly countTokens: CountTokens;
  /** Where every read is entered, or `null`. */
  readonly ledger: LedgerAccount | null;
}
