import type { CallOptions, TransportCapabilities } from '@agog/deliverables-core';
import type { Changes } from './changes.ts';
import type { Rows } from './rows.ts';

/** Where the engine keeps its rows. */
export interface Store {
  /** For messages to people. */
  readonly name: string;
  readonly capabilities: TransportCapabilities;
  /** Wakes those who wait for something new, also from other processes. */
  readonly changes: Changes;
  /** Looks at one consistent state. The work must not change anything and may run more than once. */
  read<T>(work: (rows: Rows) => T, options: CallOptions): Promise<T>;
  /**
   * Changes all or nothing, and resolves once that is stored. Work that throws has thrown before it changed anything;
   * it may run more than once.
   */
  write<T>(work: (rows: Rows) => T, options: CallOptions): Promise<T>;
  /** Ends what is under way and releases what was opened. */
  close(): Promise<void>;
}
