import { filtersOverlap, matchesFilter } from '@agog/deliverables-core/transport';

/** Whether a subject is wanted; no filters want every one. */
export const isWanted = (subject: string, filters: readonly string[]): boolean =>
  filters.length === 0 || filters.some((filter) => matchesFilter(subject, filter));

/** The first filter that takes a subject in common with any of the others. */
export const findOverlap = (
  filters: readonly string[],
  others: readonly string[],
): string | undefined => filters.find((one) => others.some((other) => filtersOverlap(one, other)));
