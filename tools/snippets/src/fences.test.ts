import { expect, test } from 'vitest';
import { fencesOf } from './fences.ts';

test('finds fences with their language and first line', () => {
  const markdown = 'Text\n\n```ts\nconst a = 1;\n```\n\n  ~~~\n```\n  ~~~\n';
  expect(fencesOf(markdown)).toEqual([
    { language: 'ts', line: 4, text: 'const a = 1;' },
    { language: '', line: 8, text: '```' },
  ]);
});

test('ends a fence only at one that is as long', () => {
  expect(fencesOf('````md\n```ts\n1\n```\n````')).toEqual([
    { language: 'md', line: 2, text: '```ts\n1\n```' },
  ]);
});
