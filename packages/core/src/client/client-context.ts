import type { PayloadStage } from '../payload/payload-stage.ts';
import type { ReportReceipt } from '../report/report.ts';
import type { Roster } from '../roster/roster.ts';
import type { CountTokens } from '../tokens/token-counter.ts';
import type { Transport } from '../transport/transport.ts';

/** What the parts of a client share; validated and defaulted once, by `createClient`. */
export interface ClientContext {
  readonly roster: Roster;
  readonly transport: Transport;
  readonly countTokens: CountTokens;
  /** Applied to every report published, in this order. */
  readonly payload: readonly PayloadStage[];
  /** Known when reading, whether applied or not. */
  readonly knownStages: readonly PayloadStage[];
  readonly maxReportSize: number;
  readonly foreign: 'read' | 'reject';
  readonly receipts: ReceiptBook;
}

/** The latest receipt on each channel, for notices made without any I/O. */
interface ReceiptBook {
  /** Answers the receipt that it was given. */
  remember(receipt: ReportReceipt): ReportReceipt;
  latest(channel: string): ReportReceipt | null;
  /** Forgets the receipts that match: their reports were removed. */
  forget(matches: (receipt: ReportReceipt) => boolean): void;
}

/** Remembers the receipts of the channels published on most recently, at most `capacity` of them. */
export const createReceiptBook = (capacity: number): ReceiptBook => {
  const receipts = new Map<string, ReportReceipt>();
  return {
    remember(receipt) {
      const { channel, stream, sequence, duplicate } = receipt;
      const known = receipts.get(channel);
      // A repeated publish may be of an older revision than the latest.
      if (duplicate && known?.stream === stream && known.sequence > sequence) return receipt;
      receipts.delete(channel);
      receipts.set(channel, receipt);
      const [oldest = ''] = receipts.keys();
      if (receipts.size > capacity) receipts.delete(oldest);
      return receipt;
    },
    latest: (channel) => receipts.get(channel) ?? null,
    forget(matches) {
      for (const receipt of receipts.values()) {
        if (matches(receipt)) receipts.delete(receipt.channel);
      }
    },
  };
};
