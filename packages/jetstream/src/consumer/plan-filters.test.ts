import { filtersOverlap, matchesFilter } from '@agog/deliverables-core/transport';
import { array, assert, boolean, constantFrom, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { distinctFilters, planFilters } from './plan-filters.ts';

const subject = array(constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((tokens) =>
  tokens.join('.'),
);
const filter = tuple(
  array(constantFrom('a', 'b', '*'), { minLength: 1, maxLength: 3 }),
  boolean(),
).map(([tokens, isOpen]) => [...tokens, ...(isOpen ? ['>'] : [])].join('.'));
const filters = array(
  constantFrom('>', '').chain((rare) => (rare ? filter : subject)),
  {
    maxLength: 5,
  },
);

const seed = 20261122;

const isMatch = (one: string, many: readonly string[]): boolean =>
  many.length === 0 || many.some((candidate) => matchesFilter(one, candidate));

test('the server delivers all that is wanted, and what is left over is told apart', () => {
  assert(
    property(filters, subject, boolean(), (wanted, one, severalFilters) => {
      const plan = planFilters(wanted, { severalFilters });
      const delivered = isMatch(one, plan.filters);
      const kept = delivered && (plan.matches?.(one) ?? true);
      expect(kept).toBe(isMatch(one, wanted));
    }),
    { seed },
  );
});

test('no two of the filters that a server is given overlap, and an old one is given one at most', () => {
  assert(
    property(filters, boolean(), (wanted, severalFilters) => {
      const { filters: given } = planFilters(wanted, { severalFilters });
      if (!severalFilters) expect(given.length).toBeLessThan(2);
      for (const [index, one] of given.entries()) {
        for (const other of given.slice(index + 1)) expect(filtersOverlap(one, other)).toBe(false);
      }
    }),
    { seed },
  );
});

test('filters that others include are left away', () => {
  assert(
    property(filters, subject, (wanted, one) => {
      const distinct = distinctFilters(wanted);
      expect(distinct.length).toBeLessThanOrEqual(wanted.length);
      expect(isMatch(one, distinct)).toBe(isMatch(one, wanted));
    }),
    { seed },
  );
});

test('thousands of subjects are planned without comparing each with each', () => {
  const subjects = Array.from({ length: 20_000 }, (_, index) => `stream.${index}`);
  const start = performance.now();
  const { filters: given, matches } = planFilters(subjects, { severalFilters: true });
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(given).toEqual(['stream.*']);
  expect(matches?.('stream.7')).toBe(true);
  expect(matches?.('stream.20001')).toBe(false);
});
