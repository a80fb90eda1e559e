import { createHash } from 'node:crypto';
import { comparePaths } from '../source-tree/tree-rules.ts';

/** The state of the tree that a report speaks of. */
export interface Baseline {
  /** When its author began to read, in milliseconds; infinite where the report does not say. */
  readonly measuredAt: number;
  /** Stands for the paths of the files read; empty where the report does not say. */
  readonly listing: string;
}

/** A short digest of which files there are: the first 12 hex digits of the SHA-256 of their sorted paths. */
export function listingDigest(paths: Iterable<string>): string {
  const sorted = [...paths].sort(comparePaths);
  return createHash('sha256').update(sorted.join('\n')).digest('hex').slice(0, 12);
}

/** States a baseline in a report. */
export function writeBaseline(measuredAt: string, paths: Iterable<string>): string {
  return `Measured at: ${measuredAt}\n\nListing: ${listingDigest(paths)}`;
}

/** Reads the baseline out of a report. */
export function readBaseline(markdown: string): Baseline {
  const time = Date.parse(/^Measured at: (\S+)$/m.exec(markdown)?.[1] ?? '');
  return {
    // A report that does not say when it measured is held to the tree as it is.
    measuredAt: Number.isNaN(time) ? Number.POSITIVE_INFINITY : time,
    listing: /^Listing: ([0-9a-f]{12})$/m.exec(markdown)?.[1] ?? '',
  };
}
