import { filtersOverlap } from '@agog/deliverables-core/transport';

/** Filters without those that others include, sorted; none where everything is wanted. */
export const reduceFilters = (filters: readonly string[]): string[] => {
  const distinct = [...new Set(filters)].sort();
  const isIncluded = (filter: string): boolean =>
    distinct.some((other) => other !== filter && includes(other, filter));
  const reduced = distinct.filter((filter) => !isIncluded(filter));
  return reduced.includes('>') ? [] : reduced;
};

/**
 * Filters of which no two overlap, as a server demands, and which take at least what these take: those that overlap are
 * replaced by one that includes both. At most `limit` many.
 */
export const coverFilters = (filters: readonly string[], limit: number): string[] => {
  const cover = [...filters];
  for (;;) {
    const pair = findPair(
      cover,
      (one, other) => cover.length > limit || filtersOverlap(one, other),
    );
    if (!pair) return reduceFilters(cover);
    const [one, other] = pair;
    cover.splice(cover.indexOf(other), 1);
    cover[cover.indexOf(one)] = widen(one, other);
  }
};

/** Whether all that `narrow` takes is taken by `wide`. */
const includes = (wide: string, narrow: string): boolean => {
  const left = wide.split('.');
  const right = narrow.split('.');
  for (const [index, token] of left.entries()) {
    const other = right[index];
    if (other === undefined) return false;
    if (token === '>') return true;
    if (other === '>' || (token !== '*' && token !== other)) return false;
  }
  return left.length === right.length;
};

/** One filter that takes all that two take. */
const widen = (one: string, other: string): string => {
  const left = one.split('.');
  const right = other.split('.');
  const tokens: string[] = [];
  for (let index = 0; ; index++) {
    const token = left[index];
    const beside = right[index];
    if (token === undefined && beside === undefined) return tokens.join('.');
    // A final ">" takes one token or more: where the shorter one ends, its last token is among them.
    if (token === undefined || beside === undefined) return [...tokens.slice(0, -1), '>'].join('.');
    if (token === '>' || beside === '>') return [...tokens, '>'].join('.');
    tokens.push(token === beside ? token : '*');
  }
};

const findPair = (
  filters: readonly string[],
  holds: (one: string, other: string) => boolean,
): readonly [string, string] | undefined => {
  for (const [index, one] of filters.entries()) {
    const other = filters.slice(index + 1).find((candidate) => holds(one, candidate));
    if (other !== undefined) return [one, other];
  }
  return undefined;
};
