import { expect, test } from 'vitest';
import { checkShellCommand } from './check-shell.ts';

const check = (command: string) =>
  checkShellCommand(command, new Set(['start', 'test:all']), (path) => path === 'tools/a.mjs');

test.each(['npm run tset', 'npm stop', 'node tools/b.mjs'])('refuses %s', (command) => {
  expect(check(command)).toMatch(/^there is no /);
});

test.each([
  '$ npm start -- --json',
  'npm run test:all   # everything',
  'npm install @agog/deliverables-core',
  'node --watch tools/a.mjs --flag',
  'git clone somewhere',
  '',
])('accepts %s', (command) => {
  expect(check(command)).toBeNull();
});
