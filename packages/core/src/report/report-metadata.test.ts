import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Metadata } from '../roster/roster.ts';
import { encodeMetadata, parseJsonObject } from './report-metadata.ts';

const settings = { seed: 20261122, numRuns: 1000 };

const refusalOf = (value: unknown): Partial<DeliverablesError> => {
  try {
    // The cast: callers without a compiler pass anything.
    encodeMetadata(value as Metadata);
  } catch (error) {
    return error as DeliverablesError;
  }
  throw new Error('it was taken');
};

describe('metadata', () => {
  test('parse undoes encode, and the text can stand in a header', () => {
    const object = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 10 }).filter((key) => key !== '__proto__'),
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }),
      { maxKeys: 5 },
    );
    fc.assert(
      fc.property(object, (metadata) => {
        // By way of JSON, which knows no minus zero.
        const expected = JSON.parse(JSON.stringify(metadata));
        fc.pre(!JSON.stringify(metadata).includes('"__proto__"'));
        const text = encodeMetadata(metadata);
        expect(text).toMatch(/^[ -~]+$/);
        expect(parseJsonObject(text)).toEqual(expected);
      }),
      settings,
    );
  });

  test.each<[string, unknown]>([
    ['metadata.a.b.1 is no JSON', { a: { b: [0, Number.NaN] } }],
    ['metadata.a is no JSON', { a: Number.POSITIVE_INFINITY }],
    ['metadata.a is no JSON', { a: 1n }],
    ['metadata.a is no JSON', { a: () => 1 }],
    ['metadata.a is no JSON', { a: Symbol('x') }],
    ['metadata.a.0 is no JSON', { a: [undefined] }],
    ['metadata.a.1 is no JSON', { a: new Array(2).fill(0, 0, 1) }],
    ['metadata.a is no JSON', { a: new Date() }],
    ['metadata.a is no JSON', { a: new Map() }],
    ['metadata.a is no JSON', { a: new Uint8Array() }],
    ['metadata is no JSON', new Date()],
    [
      'metadata.a is no JSON',
      {
        a: new (class {
          toJSON = () => 1;
        })(),
      },
    ],
    ['metadata is no object', []],
    ['metadata is no object', null],
    ['metadata is no object', 'text'],
    ['metadata has a property named __proto__', JSON.parse('{"__proto__":{"polluted":true}}')],
  ])('%s: %#', (message, value) => {
    const error = refusalOf(value);
    expect(error.code).toBe('invalid_metadata');
    expect(error.message).toContain(message);
    expect(error.details?.path).toMatch(/^metadata/);
  });

  test('a cycle is named, one object at two places is none', () => {
    const cycle: Record<string, unknown> = {};
    cycle.again = [cycle];
    expect(refusalOf(cycle).message).toEqual(
      expect.stringMatching(/^metadata\.again\.0\..* is nested too deeply, or in a circle\.$/),
    );
    const shared = { x: 1 };
    expect(encodeMetadata({ a: shared, b: shared })).toBe('{"a":{"x":1},"b":{"x":1}}');
  });

  test('depth, length and doubling references end in an error', () => {
    let deep: unknown = 1;
    let doubling: unknown = 'x';
    for (let level = 0; level < 60; level++) doubling = [doubling, doubling];
    for (let level = 0; level < 100; level++) deep = [deep];
    expect(refusalOf({ deep }).message).toContain('nested too deeply');
    expect(refusalOf({ doubling }).message).toContain('nested too deeply');
    expect(refusalOf({ text: 'é'.repeat(2731) }).message).toContain('has 16397 characters');
    expect(encodeMetadata({ text: 'x'.repeat(16_384 - 11) })).toHaveLength(16_384);
  });

  test('a property that is undefined is left out', () => {
    expect(encodeMetadata({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('objects of other realms and without prototype are plain', () => {
    expect(encodeMetadata({ a: Object.assign(Object.create(null), { b: 1 }) })).toBe(
      '{"a":{"b":1}}',
    );
  });

  test.each([
    '{"__proto__":{"polluted":true},"a":{"__proto__":1}}',
    '{"\\u005f_proto__":{"polluted":true},"a":{"_\\u005Fproto__":1}}',
  ])('no property is named __proto__ after reading %s', (text) => {
    const metadata = parseJsonObject(text);
    expect(metadata).toEqual({ a: {} });
    expect(Object.keys(metadata?.a ?? {})).toEqual([]);
    expect(Object.assign({}, metadata)).not.toHaveProperty('polluted');
  });

  test.each(['', 'null', '[]', '1', '"x"', '{', '{} {}'])('%j holds no object', (text) => {
    expect(parseJsonObject(text)).toBeNull();
  });
});
