import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  largeProject,
  makeTree,
  smallProject,
  type TemporaryTree,
} from './source-tree/tree.fixture.ts';
import { start } from './start.fixture.ts';

let temporary: string;
let project: TemporaryTree;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'three-agents-test-'));
  project = await makeTree(smallProject);
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await rm(temporary, { recursive: true, force: true });
});

const storesLeft = async () =>
  (await readdir(temporary)).filter((name) => name.startsWith('three-agents-'));

describe('the command', () => {
  it('tells the story in plain text where there is no terminal, and leaves nothing behind', async () => {
    const { code, output, errors } = await start(['--source', project.folder], temporary);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).not.toContain('\u001b');
    const notices = output.split('\n').filter((line) => line.trim().startsWith('{"status"'));
    expect(notices.map((line) => JSON.parse(line).agent)).toEqual(['cynthia', 'sylvia', 'roy']);
    const fetched = output.matchAll(/^ {3}fetched {4}[\d,]+ tokens: (\w+) of (\w+) #1, /gm);
    expect([...new Set([...fetched].map(([, kind, author]) => `${kind} of ${author}`))]).toEqual([
      'outline of cynthia',
      'sections of cynthia',
      'sections of sylvia',
      'search of cynthia',
    ]);
    expect(output).toContain('counted with o200k');
    expect(output).toMatch(/All 8 checks passed .* Notices saved [\d,]+ tokens .* end to end/);
    expect(await storesLeft()).toEqual([]);
  });

  it('prints one JSON document of a fixed shape', async () => {
    const { code, output } = await start(['--source', project.folder, '--json'], temporary);
    const document = JSON.parse(output);
    expect(code).toBe(0);
    expect(Object.keys(document)).toEqual([
      ...['format', 'ok', 'source', 'store', 'feature', 'seconds', 'stages', 'critique', 'plan'],
      ...['chain', 'ledger', 'checks'],
    ]);
    expect(document).toMatchObject({
      ...{ format: 'agog-three-agent-workflow/2', ok: true, feature: 'orchard-backend-plan' },
      ...{ store: { transport: 'sqlite', path: null }, ledger: { counter: 'o200k' } },
      critique: { verdict: 'approved_with_conditions', falseClaims: [], plantedClaims: [] },
    });
    expect(Object.keys(document.stages[2])).toEqual([
      ...['agent', 'handed', 'fetched', 'published', 'notice', 'noticeTokens', 'seconds'],
    ]);
    expect(document.stages[2].fetched).toHaveLength(9);
    expect(document.ledger.total.withOrchestrator.endToEnd.savedPercent).toBeGreaterThan(0);
  });

  it('finds the planted errors and exits 0, since that is as it must be', async () => {
    const args = ['--source', project.folder, '--plant-errors', '--json'];
    const { code, output } = await start(args, temporary);
    const { critique, plan } = JSON.parse(output);
    expect(code).toBe(0);
    expect(critique.verdict).toBe('rejected');
    expect(critique.falseClaims.map(({ claim }: { claim: string }) => claim)).toEqual(
      critique.plantedClaims,
    );
    expect(critique.plantedClaims).toHaveLength(3);
    expect(plan).toMatchObject({ work: 0, blockers: expect.arrayContaining([]) });
    expect(plan.blockers.length).toBeGreaterThan(0);
  });

  it('keeps the store and the reports where it is told to', async () => {
    const store = join(temporary, 'kept.sqlite');
    const reports = join(temporary, 'reports');
    const args = ['--source', project.folder, '--store', store, '--reports', reports, '--json'];
    const { code, output } = await start(args, temporary);
    expect(code).toBe(0);
    expect(JSON.parse(output).store.path).toBe(store);
    expect(await readdir(reports)).toEqual(['cynthia.md', 'roy.md', 'sylvia.md']);
    expect(await readdir(temporary)).toContain('kept.sqlite');
  });

  it.each([
    ['an unknown option', ['--bogus'], 2, /--bogus[\s\S]*See --help/],
    ['two stores', ['--nats', 'nats://localhost', '--store', 'a.sqlite'], 2, /exclude each other/],
    [
      'a folder that is not there',
      ['--source', '/no/such/folder'],
      2,
      /no folder \/no\/such\/folder/,
    ],
    ['a feature name with a space', ['--feature', 'two words'], 1, /two-words/],
    [
      'a store in a folder that is not there',
      ['--store', '/no/such/folder/a.sqlite'],
      1,
      /\/no\/such\/folder/,
    ],
  ])('says what is wrong with %s', async (_, args, code, message) => {
    const finished = await start(['--source', project.folder, ...args], temporary);
    expect(finished.errors).toMatch(message);
    expect(finished.errors).not.toMatch(/\n\s+at /);
    expect(finished.code).toBe(code);
    expect(await storesLeft()).toEqual([]);
  });

  it('says everything that is needed with --help', async () => {
    const { code, output } = await start(['--help'], temporary);
    expect(code).toBe(0);
    for (const option of [
      '--source',
      '--store',
      '--nats',
      '--ws',
      '--json',
      '--plant-errors',
      '--no-color',
    ]) {
      expect(output).toContain(option);
    }
  });

  it('stops cleanly when interrupted', async () => {
    await using tree = await makeTree(largeProject(400));
    const args = ['--source', tree.folder];
    const finished = await start(args, temporary, (stop) => stop());
    expect(finished.code).toBe(130);
    expect(finished.errors).toBe('Interrupted.\n');
    expect(await storesLeft()).toEqual([]);
  });
});
