import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from './finding.ts';

test('the README names every finding', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = readme.match(/^\| .*`server_unreachable`[\s\S]*?\n\n/m)?.[0] ?? '';
  expect(rows.match(/`\w+`/g)?.map((name) => name.slice(1, -1))).toEqual(Object.keys(catalogue));
});
