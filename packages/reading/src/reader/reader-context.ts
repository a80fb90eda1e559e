import type { CountTokens, DeliverablesClient, Roster } from '@agog/deliverables-core';
import type { LedgerAccount } from '../ledger/ledger.ts';
import type { Searchable } from '../search/cut-passages.ts';
import type { Rank } from '../search/rank.ts';

/** What the methods of a reader share; validated and defaulted once, by `createReader`. */
export interface ReaderContext {
  readonly client: DeliverablesClient<Roster>;
  readonly countTokens: CountTokens;
  readonly rank: Rank;
  /** The sets of reports that were searched last, by what is in them. */
  readonly searched: Map<string, Searchable>;
  /** Where every read is entered, or `null`. */
  readonly ledger: LedgerAccount | null;
}
