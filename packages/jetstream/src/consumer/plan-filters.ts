import { matchesFilter } from '@agog/deliverables-core/transport';
import type { ServerFeatures } from '../connection/features.ts';
import { coverFilters, reduceFilters } from './filters.ts';

/** How many filters a consumer is given at most. */
const mostFilters = 1_024;

/** What a server is asked for, and what is then left to pass over. */
export interface FilterPlan {
  /** No two overlap; none means everything. */
  readonly filters: readonly string[];
  /** Whether a subject is wanted, where the server's filters are wider. */
  readonly matches: ((subject: string) => boolean) | null;
}

/** Whether a filter takes only one subject. */
export const isSubject = (filter: string): boolean => !/[*>]/.test(filter);

/** A test of subjects, for filters of which none is `>`. */
export const createMatcher = (filters: readonly string[]): ((subject: string) => boolean) => {
  const subjects = new Set(filters.filter(isSubject));
  const wild = filters.filter((filter) => !isSubject(filter));
  return (subject) =>
    subjects.has(subject) || wild.some((filter) => matchesFilter(subject, filter));
};

/** Filters without those that others include. Compares single subjects, of which there may be many, only with wildcards. */
export const distinctFilters = (filters: readonly string[]): string[] => {
  const wild = filters.filter((filter) => !isSubject(filter));
  if (wild.includes('>')) return [];
  const reduced = reduceFilters(wild);
  return [...reduced, ...subjectsOutside(filters, reduced)];
};

/** Which filters to give a server, whose filters must not overlap and whose oldest kind takes only one. */
export const planFilters = (
  filters: readonly string[],
  { severalFilters }: Pick<ServerFeatures, 'severalFilters'>,
): FilterPlan => {
  const distinct = distinctFilters(filters);
  const most = severalFilters ? mostFilters : 1;
  const wild = distinct.filter((filter) => !isSubject(filter));
  const cover = coverFilters(wild, most);
  const wide = wild.length > 0 && cover.length === 0;
  const several = wide ? [] : [...cover, ...subjectsOutside(distinct, cover)];
  const asked = several.length > most ? coverFilters(several, 1) : several;
  const isExact = asked.length === distinct.length && asked.every((one) => distinct.includes(one));
  return { filters: asked, matches: isExact ? null : createMatcher(distinct) };
};

const subjectsOutside = (filters: readonly string[], wild: readonly string[]): string[] =>
  [...new Set(filters.filter(isSubject))].filter(
    (subject) => !wild.some((filter) => matchesFilter(subject, filter)),
  );
