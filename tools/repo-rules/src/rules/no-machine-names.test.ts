import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { noMachineNamesRule } from './no-machine-names.ts';

const check = (text: string) => noMachineNamesRule.check(createRepository({ 'docs/a.md': text }));

test.each([
  ['', 'home', 'someone', 'project'].join('/'),
  `see (${['', 'root', 'x.txt'].join('/')})`,
  ['https://registry', 'npmjs', 'org/x'].join('.'),
])('refuses %s', (text) => {
  expect(check(`fine\n${text}`)).toEqual([
    { file: 'docs/a.md', line: 2, message: expect.stringMatching(/^".+" is a /) },
  ]);
});

test.each(['~/home/x and packages/root/work/x', ['https://example.org', 'home', 'page'].join('/')])(
  'accepts %s',
  (text) => {
    expect(check(text)).toEqual([]);
  },
);
