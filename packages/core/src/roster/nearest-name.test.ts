import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const agents = ['cynthia', 'sylvia', 'roy', 'jen', 'billy', 'priya'];

test.each([
  ['cyntia', 'cynthia'],
  ['Cynthia', 'cynthia'],
  ['cyhntia', 'cynthia'],
  ['silvya', 'sylvia'],
  ['ro', 'roy'],
  ['Jenn', 'jen'],
  ['statistician', null],
  ['x'.repeat(1_000_000), null],
])('%.20s was meant to be %s', (name, nearest) => {
  expect(nearestName(name, agents)).toBe(nearest);
});

test('two changes anywhere in a long name are forgiven', () => {
  const name = fc.stringMatching(/^[a-z]{6,12}$/);
  fc.assert(
    fc.property(name, fc.nat(12), fc.constantFrom('', '1', '12'), (known, at, inserted) => {
      const changed = known.slice(0, at) + inserted + known.slice(at);
      expect(nearestName(changed, ['zzzzzzzzzzzzzzzzzzzz', known])).toBe(known);
    }),
    { seed: 20261122 },
  );
});
