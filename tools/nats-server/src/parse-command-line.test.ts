import { expect, test } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';

test('reads what to do', () => {
  expect(parseCommandLine(['provide'])).toEqual({ action: 'provide' });
  const run = { action: 'run', version: null, command: 'deno', words: ['test', '--', 'a.ts'] };
  expect(parseCommandLine(['run', '--', 'deno', 'test', '--', 'a.ts'])).toEqual(run);
  const withVersion = { action: 'run', version: '2.9', command: 'bun', words: [] };
  expect(parseCommandLine(['run', '--version', '2.9', '--', 'bun'])).toEqual(withVersion);
});

test.each([
  [],
  ['provide', 'all'],
  ['run'],
  ['run', 'bun'],
  ['run', '--'],
  ['run', '--version', '--', 'bun'],
  ['run', '--version', '1.0', '--', 'bun'],
  ['run', '--line', '2.9', '--', 'bun'],
])('shows the usage for %j', (...words) => {
  expect(() => parseCommandLine(words)).toThrow('usage: main.ts provide');
});
