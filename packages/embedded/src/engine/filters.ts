import { matchesFilter } from '@agog/deliverables-core/transport';

/** Whether a subject is wanted; no filters want every one. */
export const isWanted = (subject: string, filters: readonly string[]): boolean =>
  filters.length === 0 || filters.some((filter) => matchesFilter(subject, filter));

/** Whether filters take single subjects only, so that these can be looked up. */
export const areLiteral = (filters: readonly string[]): boolean =>
  filters.length > 0 && !filters.some((filter) => /[*>]/.test(filter));
