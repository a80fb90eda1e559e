import type { StoredMessage } from '@agog/deliverables-core';
import { expect, test } from 'vitest';
import { createBell, handOut } from './hand-out.ts';
import type { Tail } from './tail.ts';

const messageOf = (stream: string, sequence: number): StoredMessage => ({
  stream,
  subject: stream,
  sequence,
  time: new Date(0),
  headers: new Map(),
  size: 0,
  body: new Uint8Array(),
});

/** A tail with so many messages at hand; what it is still to get can be told to it. */
const tailOf = (stream: string, count: number) => {
  let left = count;
  let isExpecting = false;
  const tail: Tail = {
    stream,
    open: async () => {},
    take: () => (left > 0 ? messageOf(stream, left--) : undefined),
    get isExpecting() {
      return isExpecting && left === 0;
    },
    position: { created: '', sequence: 0 },
    close: async () => {},
  };
  return {
    tail,
    expect() {
      isExpecting = true;
    },
    arrive() {
      left += 1;
    },
  };
};

test('a busy tail waits for what is on its way to another one', async () => {
  const busy = tailOf('busy', 500);
  const quiet = tailOf('quiet', 0);
  quiet.expect();
  const bell = createBell();
  const items = handOut([busy.tail, quiet.tail], bell, new AbortController().signal);
  setTimeout(() => {
    quiet.arrive();
    bell.ring();
  }, 20);
  const streams: string[] = [];
  for (let index = 0; index < 100; index++) streams.push((await items.next()).value?.stream ?? '');
  expect(streams).toContain('quiet');
});

test('but not for ever, and once only', async () => {
  const busy = tailOf('busy', 500);
  const quiet = tailOf('quiet', 0);
  quiet.expect();
  const items = handOut([busy.tail, quiet.tail], createBell(), new AbortController().signal);
  const start = performance.now();
  for (let index = 0; index < 500; index++) {
    expect((await items.next()).value?.stream).toBe('busy');
  }
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('tails that have something take turns', async () => {
  const tails = [tailOf('a', 20), tailOf('b', 20)].map(({ tail }) => tail);
  const items = handOut(tails, createBell(), new AbortController().signal);
  const streams: string[] = [];
  for (let index = 0; index < 40; index++) streams.push((await items.next()).value?.stream ?? '');
  expect(streams.join('')).toBe('ab'.repeat(20));
});

test('an end while it waits is an end', async () => {
  const busy = tailOf('busy', 500);
  const quiet = tailOf('quiet', 0);
  quiet.expect();
  const ending = new AbortController();
  const bell = createBell();
  const items = handOut([busy.tail, quiet.tail], bell, ending.signal);
  for (let index = 0; index < 17; index++) await items.next();
  const last = items.next();
  ending.abort();
  bell.ring();
  expect(await last).toEqual({ done: true, value: undefined });
});
