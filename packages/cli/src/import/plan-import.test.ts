import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultRoster } from '@agog/deliverables-core';
import { expect, onTestFinished, test } from 'vitest';
import { countPresent } from './missing-revisions.ts';
import { type ImportPlan, planImport } from './plan-import.ts';

/** A folder with these files, written in this order. */
const folderOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'agog-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  let second = 1_700_000_000;
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    second += 60;
    await utimes(join(folder, path), second, second);
  }
  return folder;
};

const revisions = ({ channels }: ImportPlan): Record<string, string[]> =>
  Object.fromEntries(
    [...channels].map(([channel, list]) => [
      channel.replace('agog.deliverables.', ''),
      list.map(({ file }) => file),
    ]),
  );

test('revisions are in order, however they are marked', async () => {
  const folder = await folderOf({
    'roy-backend-a_v10.md': '10',
    'roy-backend-a_v2.md': '2',
    'roy-backend-a.md': '1',
    'roy-backend-a (rev 3).md': '3',
    'ROY_BACKEND_REQ-1_FINAL.md': 'f',
    'ROY_BACKEND_REQ-1_OLD.md': 'o',
    'ROY_BACKEND_REQ-1_UPDATED.md': 'u',
    'roy-backend-REQ-1.md': 'n',
    'jen-frontend-b.2.md': '2',
    'jen-frontend-b.1.md': '1',
    'jen-frontend-c-2026-02-01.md': 'later',
    '2026-01-01_jen-frontend-c.md': 'sooner',
    'billy-qa-d.md': '**Date:** 2026-03-02',
    'd/billy.md': '**Date:** 2026-03-01',
    'priya/e.md': 'first',
    'PRIYA_STATISTICS_e.md': 'second',
  });
  expect(revisions(await planImport(folder, defaultRoster))).toEqual({
    'roy.backend.a': [
      'roy-backend-a.md',
      'roy-backend-a_v2.md',
      'roy-backend-a (rev 3).md',
      'roy-backend-a_v10.md',
    ],
    'roy.backend.REQ-1': [
      'ROY_BACKEND_REQ-1_OLD.md',
      'roy-backend-REQ-1.md',
      'ROY_BACKEND_REQ-1_UPDATED.md',
      'ROY_BACKEND_REQ-1_FINAL.md',
    ],
    'jen.frontend.b': ['jen-frontend-b.1.md', 'jen-frontend-b.2.md'],
    'jen.frontend.c': ['2026-01-01_jen-frontend-c.md', 'jen-frontend-c-2026-02-01.md'],
    'billy.qa.d': ['d/billy.md', 'billy-qa-d.md'],
    'priya.statistics.e': ['priya/e.md', 'PRIYA_STATISTICS_e.md'],
  });
});

test('a number at the end is a revision where there is something to revise', async () => {
  const folder = await folderOf({
    'roy-backend-search.md': '1',
    'roy-backend-search-2.md': '2',
    'roy-backend-phase-1.md': 'a',
    'roy-backend-phase-2.md': 'b',
    'roy-backend-REQ-1.md': 'c',
    'roy-backend-REQ-2.md': 'd',
  });
  expect(Object.keys(revisions(await planImport(folder, defaultRoster)))).toEqual([
    'roy.backend.REQ-1',
    'roy.backend.REQ-2',
    'roy.backend.phase-1',
    'roy.backend.phase-2',
    'roy.backend.search',
  ]);
});

test('what is no report is left out, with the reason', async () => {
  const folder = await folderOf({
    'roy-backend-a.md': '# A',
    'a.roy.backend.md': '# A',
    'roy-backend-empty.md': '',
    'roy-backend-white.md': ' \n',
    'roy-backend-latin.md': new Uint8Array([0xe4, 0x20]),
    'roy-backend-wide.md': new Uint8Array([0xff, 0xfe, 0x41, 0]),
    'roy-backend-large.md': 'x'.repeat(10_600_000),
    'deep/.hidden/roy-backend-b.md': 'b',
    'node_modules/p/roy-backend-c.md': 'c',
    'notes.txt': 'Roy',
  });
  await symlink('..', join(folder, 'deep', 'loop'));
  await symlink('roy-backend-a.md', join(folder, 'roy-backend-link.md'));
  const plan = await planImport(folder, defaultRoster);
  expect(revisions(plan)).toEqual({ 'roy.backend.a': ['roy-backend-a.md'] });
  expect(plan.skipped.map(({ path, reason }) => [path, reason.split(':')[0]])).toEqual([
    ['a.roy.backend.md', 'the same as roy-backend-a.md'],
    ['deep/.hidden', 'a hidden folder'],
    ['deep/loop', 'a link, and links are not followed'],
    ['roy-backend-empty.md', 'empty'],
    ['roy-backend-large.md', 'larger than any stream takes'],
    ['roy-backend-latin.md', 'not UTF-8'],
    ['roy-backend-link.md', 'a link, and links are not followed'],
    ['roy-backend-white.md', 'empty'],
    ['roy-backend-wide.md', 'UTF-16'],
  ]);
});

test.each([
  ['ABA', '', 0],
  ['ABA', 'A', 1],
  ['ABA', 'AB', 2],
  ['ABA', 'ABA', 3],
  ['ABA', 'AxBxAx', 3],
  ['AB', 'B', 2],
  ['ABC', 'B', 2],
  ['AB', 'x', 0],
  ['BA', 'AB', 1],
])('of %s after %s there are %i', (planned, stored, present) => {
  expect(countPresent([...planned], [...stored])).toBe(present);
});
