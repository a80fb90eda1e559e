import type { HeaderEntry, MessageHead } from '@agog/deliverables-core';
import { expect, test } from 'vitest';
import { createCopyDetector } from './detect-copies.ts';

const head = (subject: string, size: number, ...headers: HeaderEntry[]): MessageHead => ({
  stream: 'stream',
  subject,
  sequence: 1,
  time: new Date(0),
  headers: new Map(headers),
  size,
});

test('a copy has subject, id and content of an earlier message', () => {
  const isCopy = createCopyDetector();
  const id = ['Nats-Msg-Id', 'one'] as const;
  const digest = ['Agog-Digest', 'sha-256=x'] as const;
  expect(isCopy(head('a', 1, id, digest))).toBe(false);
  expect(isCopy(head('b', 1, id, digest))).toBe(false);
  expect(isCopy(head('a', 1, digest))).toBe(false);
  expect(isCopy(head('a', 1, digest))).toBe(false);
  expect(isCopy(head('a', 1, ['Nats-Msg-Id', 'two'], digest))).toBe(false);
  expect(isCopy(head('a', 1, id, digest))).toBe(true);
  expect(isCopy(head('a', 2, id, digest))).toBe(false);
  expect(isCopy(head('a', 2, id, ['Agog-Digest', 'sha-256=y']))).toBe(false);
  expect(isCopy(head('a', 2, id, ['Agog-Digest', 'sha-256=y']))).toBe(true);
});

test('remembers the last few thousand', () => {
  const isCopy = createCopyDetector();
  const numbered = (number: number) => head('a', 1, ['Nats-Msg-Id', `${number}`]);
  for (let number = 0; number < 5_000; number++) isCopy(numbered(number));
  expect(isCopy(numbered(4_000))).toBe(true);
  expect(isCopy(numbered(1))).toBe(false);
});
