import { expect, test } from 'vitest';
import {
  checkChanges,
  checkConsume,
  checkGetQuery,
  checkPurge,
  checkReadQuery,
  checkSubscribe,
} from './check-query.ts';
import type { StreamPosition } from './transport.ts';

/** The cast: callers without a compiler pass anything. */
const any = <T>(value: unknown): T => value as T;

const stream = 'test';
const cursor = { test: { created: '2026-11-22T00:00:00.000Z', sequence: 0 } };

test('what means something is taken', () => {
  expect(() => {
    checkGetQuery({ stream, sequence: 1 });
    checkGetQuery({ stream, subject: 'a.b', minimumSequence: 7 });
    checkReadQuery({ stream, select: 'last', filters: ['a.*', '>'], fromSequence: 1 });
    for (const from of [
      'new',
      'start',
      { sequence: 3 },
      { time: new Date(0) },
      { cursor },
    ] as const)
      checkSubscribe({ streams: [stream], from });
    checkConsume({ stream, name: 'worker', from: { sequence: 9 }, acknowledgeWithin: 1 });
    checkPurge({});
    checkPurge({ filter: 'a.>', keep: 0 });
    checkChanges(any({ maxAge: null, subjects: ['a.>'], description: undefined }));
  }).not.toThrow();
});

test.each<readonly [code: string, call: () => void]>([
  ['invalid_argument', () => checkGetQuery(any(null))],
  ['invalid_argument', () => checkGetQuery({ stream, sequence: 0 })],
  ['invalid_subject', () => checkGetQuery({ stream, subject: 'a.*' })],
  ['invalid_argument', () => checkReadQuery({ stream, select: any(['all']) })],
  ['invalid_argument', () => checkReadQuery({ stream, select: 'all', filters: any('a.b') })],
  ['invalid_subject', () => checkReadQuery({ stream, select: 'all', filters: ['a..b'] })],
  ['invalid_argument', () => checkSubscribe({ streams: any(stream), from: 'new' })],
  ['invalid_argument', () => checkSubscribe({ streams: [stream], from: any(null) })],
  ['invalid_argument', () => checkSubscribe({ streams: [], from: { time: new Date('never') } })],
  ['invalid_argument', () => checkSubscribe({ streams: [], from: { cursor: any(5) } })],
  [
    'invalid_argument',
    () => checkSubscribe({ streams: [], from: { cursor: { a: any<StreamPosition>(null) } } }),
  ],
  ['invalid_argument', () => checkConsume(any(undefined))],
  ['invalid_name', () => checkConsume({ stream, name: 'a b' })],
  ['invalid_argument', () => checkConsume({ stream, name: 'a', acknowledgeWithin: Number.NaN })],
  ['invalid_argument', () => checkPurge(any(null))],
  ['invalid_argument', () => checkPurge({ keep: 1, beforeSequence: 1 })],
  ['invalid_argument', () => checkChanges(any(null))],
  ['invalid_argument', () => checkChanges(any({ name: 'other' }))],
  ['invalid_argument', () => checkChanges(any({ maxMessage: 5 }))],
])('what means nothing is %s', (code, call) => {
  expect(call).toThrow(expect.objectContaining({ code }));
});
