import { expect, test } from 'vitest';
import { testStream } from '../../test/test-stream.ts';
import { createMemoryStream } from '../memory/memory-stream.ts';
import { endOfLook, findNext, longestLook } from './find-next.ts';

const streamOf = (subjects: readonly string[]) => {
  const stream = createMemoryStream(testStream, new Date(0));
  for (const [index, subject] of subjects.entries()) {
    const body = new Uint8Array();
    const row = { sequence: index + 1, subject, time: 0, headers: [], size: 0, bytes: 9, body };
    stream.insert(row, `${index}`);
  }
  return stream;
};

const length = longestLook * 2 + 10;
const stream = streamOf(Array.from({ length }, (_, index) => `test.${index % 2}`));

test('a look that finds nothing ends after its part, and goes on from there to the end', () => {
  let from = 1;
  const ends: number[] = [];
  while (from <= length) {
    const { found, scanned } = findNext(stream, { filters: ['test.none'], from });
    expect(found).toBeUndefined();
    ends.push(scanned);
    from = scanned + 1;
  }
  expect(ends).toEqual([longestLook, longestLook * 2, length]);
});

test('a look ends with what it finds', () => {
  const { found, scanned } = findNext(stream, { filters: ['test.1'], from: 3 });
  expect([found?.sequence, scanned]).toEqual([4, 4]);
});

test('a gap costs no look, however long it is', () => {
  const gap = streamOf(['test.first']);
  const far = Number.MAX_SAFE_INTEGER - 10;
  gap.insert({ ...messageOf(gap), sequence: far }, 'far');
  expect(endOfLook(gap, 2, far)).toBe(far);
  expect(findNext(gap, { from: 2 })).toMatchObject({ found: { sequence: far }, scanned: far });
  expect(endOfLook(gap, 1, far)).toBe(longestLook);
});

test('what is still to come is not looked for', () => {
  expect(findNext(stream, { from: length + 5 })).toEqual({ found: undefined, scanned: length });
});

const messageOf = (of: ReturnType<typeof streamOf>) => {
  const [message] = of.list({});
  if (!message) throw new Error('There is a message.');
  return message;
};
