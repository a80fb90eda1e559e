import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeliverablesError } from '../errors/deliverables-error.ts';
import { adviseFeatureName } from './advise-feature-name.ts';
import { checkToken } from './check-token.ts';
import { isToken } from './is-token.ts';
import { suggestToken } from './suggest-token.ts';

const settings = { seed: 20261122, numRuns: 1000 };
const grammar = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;
const legalName = fc.stringMatching(grammar);

const refusal = (name: unknown): DeliverablesError => {
  try {
    // The cast: callers without a compiler pass anything.
    checkToken(name as string, 'feature');
  } catch (error) {
    if (DeliverablesError.isInstance(error)) return error;
    throw error;
  }
  throw new Error(`${String(name)} was taken`);
};

describe('the grammar of a token', () => {
  test('is the regular expression it is documented as', () => {
    fc.assert(
      fc.property(fc.oneof(legalName, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        expect(isToken(text)).toBe(grammar.test(text));
      }),
      settings,
    );
  });

  test.each([
    'customer-search',
    'REQ-STRATEGIC-AUTO-1767084329266',
    'constructor',
    'toString',
    'a',
    '0',
    'x_y',
  ])('takes %s', (name) => {
    expect(() => checkToken(name, 'feature')).not.toThrow();
    expect(suggestToken(name)).toBe(name);
  });

  test.each([
    ['Customer Search', 'a space', 8, 'customer-search'],
    ['customer.search', 'a dot', 8, 'customer-search'],
    ['*', '"*"', 0, null],
    ['a>', '">"', 1, 'a'],
    ['nul\0', 'U+0000', 3, 'nul'],
    ['line\u2028end', 'U+2028', 4, 'line-end'],
    ['lone\ud800', 'U+D800', 4, 'lone'],
    ['😀 b', '"😀"', 0, 'b'],
    ['a😀b😀', '"😀"', 1, 'a-b'],
    ['Über Größe', '"Ü"', 0, 'uber-grosse'],
    ['__proto__', '"_"', 0, 'proto'],
    ['-x', '"-"', 0, 'x'],
    ["Customer's Søk", '"\'"', 8, 'customers-sok'],
    ['\u202egnp', 'U+202E', 0, 'gnp'],
  ])('refuses %j for %s at %i and suggests %s', (name, character, position, suggestion) => {
    const error = refusal(name);
    expect(error.code).toBe('invalid_name');
    expect(error.details).toMatchObject({ what: 'feature', name, position, suggestion });
    expect(error.message).toContain('The feature ');
    expect(error.message).toContain(character);
    if (suggestion !== null) {
      expect(error.message).toContain(`try "${suggestion}"`);
    }
  });

  test('the position counts code points', () => {
    expect(refusal('a-😀').details.position).toBe(2);
    expect(refusal('ab c😀').details.position).toBe(2);
  });

  test('a message reads as a sentence', () => {
    expect(refusal('Customer Search').message).toBe(
      'The feature "Customer Search" has a space at index 8; try "customer-search".',
    );
    expect(refusal('').message).toBe('The feature "" has 0 characters.');
    expect(refusal('__proto__').message).toBe(
      'The feature "__proto__" has "_" at index 0; try "proto".',
    );
    expect(refusal('x'.repeat(130)).message).toContain('has 130 characters; try');
  });

  test.each([undefined, null, 7, {}, ['a']])('refuses %j, which is no text', (value) => {
    expect(refusal(value).code).toBe('invalid_name');
  });

  test('a message holds nothing that a terminal would act on', () => {
    expect(refusal('\u001b[31mred\u009b\u202e').message).not.toMatch(/[\p{C}]/u);
  });
});

describe('a suggestion', () => {
  test('is always legal, and suggests itself', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', minLength: 100 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const suggestion = suggestToken(text);
        if (suggestion === null) return;
        expect(suggestion).toMatch(grammar);
        expect(suggestToken(suggestion)).toBe(suggestion);
      }),
      settings,
    );
  });

  test('leaves every legal name alone', () => {
    fc.assert(
      fc.property(legalName, (name) => {
        expect(suggestToken(name)).toBe(name);
      }),
      settings,
    );
  });

  test.each(['', ' ', '😀', '...', '顧客'])('is null for %j, of which nothing is left', (text) => {
    expect(suggestToken(text)).toBeNull();
  });

  test('comes quickly for a name of a million characters', () => {
    expect(suggestToken('Ü '.repeat(500_000))).toMatch(grammar);
  });
});

describe('advice on a feature name', () => {
  test.each([
    'feature1',
    'search',
    'test',
    'foo',
    'new-feature',
    'Feature_2',
    'testSearch',
    'a',
    '12',
  ])('is given on %s', (name) => {
    expect(adviseFeatureName(name)).toContain(`"${name}"`);
  });

  test.each([
    'customer-search',
    'REQ-STRATEGIC-AUTO-1767084329266',
    'invoice-pdf-generator',
    'REQ-12',
    'customerSearch',
  ])('is not given on %s', (name) => {
    expect(adviseFeatureName(name)).toBeNull();
  });
});
