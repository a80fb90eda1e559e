import type { HeaderEntry } from '@agog/deliverables-core';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import { array, assert, constantFrom, property, string, stringMatching, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NatsHeaders } from '../connection/nats-connection.ts';
import { encodeHeaders } from './encode-headers.ts';
import { addedByDirectGet, addedToHeads, parseHeaderBlock, readHeaders } from './headers.ts';

const seed = 20261122;

const grouped = (entries: readonly HeaderEntry[]): HeaderEntry[] => {
  const names = [...new Set(entries.map(([name]) => name))];
  return names.flatMap((name) => entries.filter(([other]) => other === name));
};

/** Headers as a client hands them out. */
const received = (entries: readonly HeaderEntry[]): NatsHeaders => {
  const byName = new Map<string, string[]>();
  for (const [name, value] of entries) byName.set(name, [...(byName.get(name) ?? []), value]);
  return {
    code: 0,
    description: '',
    get: (name) => byName.get(name)?.[0] ?? '',
    [Symbol.iterator]: () => byName[Symbol.iterator](),
  };
};

test('what is encoded is read back, equal names together and in their order', () => {
  const name = stringMatching(/^[A-Za-z][!-9;-~]{0,20}$/).filter(
    (text) => !text.startsWith('Nats-'),
  );
  const value = stringMatching(/^([!-~]([ -~]{0,30}[!-~])?)?$/);
  assert(
    property(array(tuple(name, value)), (entries) => {
      const block = decodeUtf8(encodeHeaders(entries).encode());
      expect([...parseHeaderBlock(block)]).toEqual(grouped(entries));
    }),
    { seed },
  );
});

test('a block that is no block of headers gives no headers, and no error', () => {
  assert(
    property(string(), (text) => {
      expect(() => [...parseHeaderBlock(text)]).not.toThrow();
    }),
    { seed },
  );
});

describe('what the server added', () => {
  test('is taken away, and what was stored under the same name stays', () => {
    const names = constantFrom(...addedByDirectGet);
    assert(
      property(array(tuple(names, constantFrom('forged', 'also'))), (stored) => {
        const added = [...addedByDirectGet].map((name): HeaderEntry => [name, 'true']);
        const headers = readHeaders(received([...stored, ...added]), addedByDirectGet);
        const expected = grouped(stored);
        expect(new Map(headers)).toEqual(new Map(expected));
        expect([...headers]).toHaveLength(expected.length);
      }),
      { seed },
    );
  });

  test('is another set where a consumer leaves bodies away', () => {
    const headers = received([
      ['Nats-Sequence', 'stored'],
      ['Nats-Msg-Size', '12'],
    ]);
    expect([...readHeaders(headers, addedToHeads)]).toEqual([['Nats-Sequence', 'stored']]);
  });
});

test('the condition of a publish is no part of the message', () => {
  const entries: HeaderEntry[] = [
    ['Nats-Expected-Last-Subject-Sequence', '4'],
    ['Name', 'value'],
  ];
  expect([...readHeaders(received(entries))]).toEqual([['Name', 'value']]);
  const block = decodeUtf8(encodeHeaders(entries).encode());
  expect([...parseHeaderBlock(block)]).toEqual([['Name', 'value']]);
});

test('no headers are none', () => {
  expect([...readHeaders(undefined)]).toEqual([]);
  expect(readHeaders(undefined).get('Name')).toBeUndefined();
});
