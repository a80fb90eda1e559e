import { filtersOverlap, matchesFilter } from '@agog/deliverables-core/transport';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverFilters, reduceFilters } from './filters.ts';

const fixed = { seed: 20261122, numRuns: 2_000 };

const token = fc.constantFrom('a', 'b', 'c');
const subject = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => tokens.join('.'));
const filter = fc
  .tuple(fc.array(fc.oneof(token, fc.constant('*')), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([tokens, isOpen]) => [...tokens, ...(isOpen ? ['>'] : [])].join('.'));
const filters = fc.array(fc.oneof(filter, fc.constant('>')), { minLength: 1, maxLength: 6 });

/** No filters mean everything. */
const takes = (list: readonly string[], one: string): boolean =>
  list.length === 0 || list.some((candidate) => matchesFilter(one, candidate));

describe('reduced filters', () => {
  test('take the same subjects, and none of them includes another', () => {
    fc.assert(
      fc.property(filters, subject, (list, one) => {
        const reduced = reduceFilters(list);
        expect(takes(reduced, one)).toBe(takes(list, one));
        for (const each of reduced) {
          const others = reduced.filter((other) => other !== each);
          expect(reduceFilters([...others, each])).toContain(each);
        }
      }),
      fixed,
    );
  });

  test('are sorted and distinct', () => {
    expect(reduceFilters(['b', 'a', 'b', 'c.x', 'c.*'])).toEqual(['a', 'b', 'c.*']);
    expect(reduceFilters(['a.>', 'a.b', 'a.*.c', 'a'])).toEqual(['a', 'a.>']);
    expect(reduceFilters(['a', '>'])).toEqual([]);
  });
});

describe('a cover', () => {
  test('takes at least the same, has no overlaps and is as small as told', () => {
    fc.assert(
      fc.property(filters, subject, fc.integer({ min: 1, max: 4 }), (list, one, limit) => {
        const cover = coverFilters(list, limit);
        if (takes(list, one)) expect(takes(cover, one)).toBe(true);
        expect(cover.length).toBeLessThanOrEqual(limit);
        for (const [index, each] of cover.entries()) {
          for (const other of cover.slice(index + 1))
            expect(filtersOverlap(each, other)).toBe(false);
        }
      }),
      fixed,
    );
  });

  test('is no wider than it must be', () => {
    expect(coverFilters(['a.b', 'c'], 9)).toEqual(['a.b', 'c']);
    expect(coverFilters(['x.*.a', 'x.b.*', 'y'], 9)).toEqual(['x.*.*', 'y']);
    expect(coverFilters(['x.a.>', 'x.marker'], 1)).toEqual(['x.>']);
    expect(coverFilters(['x.a.b', 'x.a.c'], 1)).toEqual(['x.a.*']);
    expect(coverFilters(['a', 'b.c'], 1)).toEqual([]);
  });
});
