import { expect, test } from 'vitest';
import { splitRevisions } from './split-revisions.ts';

test.each([
  [
    ['roy', 'backend', 'REQ-1', '1', '2'],
    ['roy', 'backend', 'REQ-1'],
    [1, 2],
  ],
  [
    ['roy', 'REQ-1', '1', '2'],
    ['roy', 'REQ-1'],
    [1, 2],
  ],
  [['agog.deliverables.roy.backend.1', '1', '2'], ['agog.deliverables.roy.backend.1'], [1, 2]],
  [['roy', '1', '2'], ['roy', '1', '2'], null],
  [['roy', 'backend', '2'], ['roy', 'backend', '2'], null],
  [[], [], null],
])('%j', (words, names, revisions) => {
  expect(splitRevisions(words)).toEqual({ names, revisions });
});
