import type { CallOptions } from '@agog/deliverables-core';
import type { LedgerEntry } from './ledger-entry.ts';

/** What a book holds. */
export interface BookContent {
  /** In the order in which they were written. */
  readonly entries: readonly LedgerEntry[];
  /** Messages among them that are no entries. */
  readonly unreadable: number;
}

/** Where entries are kept. */
export interface LedgerBook {
  /** Takes an entry at once; never fails. */
  write(entry: LedgerEntry): void;
  /** Resolves once every entry taken is where it is kept. */
  settle(options?: CallOptions): Promise<void>;
  read(options?: CallOptions): Promise<BookContent>;
}

/** A book in memory. */
export const createMemoryBook = (): LedgerBook => {
  const entries: LedgerEntry[] = [];
  return {
    write: (entry) => void entries.push(entry),
    settle: async () => {},
    read: async () => ({ entries: [...entries], unreadable: 0 }),
  };
};
