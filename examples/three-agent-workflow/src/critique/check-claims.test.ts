import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../claims/baseline.ts';
import { readClaims } from '../claims/read-claims.ts';
import { writeResearch } from '../research/write-research.ts';
import { surveyTree } from '../source-tree/survey-tree.ts';
import { largeProject, makeTree, smallProject } from '../source-tree/tree.fixture.ts';
import { type CheckedReport, checkClaims } from './check-claims.ts';
import { createMeasurer } from './measure.ts';
import { recountTree } from './recount-tree.ts';

const signal = new AbortController().signal;

async function write(folder: string, plantErrors = 0) {
  const survey = await surveyTree(folder, { signal });
  const options = { name: 'sample', countTokens: countO200k, plantErrors };
  return writeResearch(survey, options);
}

async function check(folder: string, markdown: string): Promise<CheckedReport> {
  const measurer = createMeasurer(await recountTree(folder, signal));
  return checkClaims(readClaims(markdown), measurer, readBaseline(markdown));
}

const wrong = ({ values }: CheckedReport) =>
  values
    .filter(({ result }) => result !== 'holds')
    .map(({ id, measure, claimed, measured, result }) => ({
      ...{ id, measure, claimed, measured, result },
    }));

describe('checking claims', () => {
  it.each([
    ['a small project', smallProject],
    ['a large project', largeProject(200)],
  ])('finds every claim about %s true, one by one', async (_, files) => {
    await using tree = await makeTree(files);
    const report = await write(tree.folder);
    const checked = await check(tree.folder, report.markdown);
    expect(wrong(checked)).toEqual([]);
    expect(checked.problems).toEqual([]);
    expect(checked.confirmed).toEqual(report.claims.map(({ id }) => id));
  });

  it('agrees about this very example', async () => {
    const folder = join(import.meta.dirname, '..');
    const report = await write(folder);
    const checked = await check(folder, report.markdown);
    expect(checked.values.filter(({ result }) => result === 'false')).toEqual([]);
    expect(checked.values.length).toBeGreaterThan(500);
  });

  it.each([1, 3, 20])('names exactly the %i planted errors', async (count) => {
    await using tree = await makeTree(largeProject(60));
    const report = await write(tree.folder, count);
    const checked = await check(tree.folder, report.markdown);
    expect(report.planted).toHaveLength(count);
    expect(wrong(checked)).toEqual(
      report.planted.map(({ id, measure, planted, truth }) => ({
        ...{ id, measure, claimed: planted, measured: truth.replaceAll(',', ''), result: 'false' },
      })),
    );
  });

  it('finds a lie that stands in the prose alone', async () => {
    await using tree = await makeTree(smallProject);
    const report = await write(tree.folder);
    const lie = report.markdown.replace('**10** files [C001]', '**12** files [C001]');
    const checked = await check(tree.folder, lie);
    expect(wrong(checked)).toEqual([
      { id: 'C001', measure: 'Files', claimed: '12', measured: '10', result: 'false' },
    ]);
    expect(checked.confirmed).not.toContain('C001');
  });

  it('finds a sentence that names one file and cites another', async () => {
    await using tree = await makeTree(smallProject);
    const { markdown } = await write(tree.folder);
    const lie = markdown.replace(
      'code file is `packages/tree/src/grow.ts`',
      'code file is `README.md`',
    );
    expect(lie).not.toBe(markdown);
    expect(wrong(await check(tree.folder, lie))[0]).toMatchObject({
      ...{ claimed: 'README.md', measured: 'packages/tree/src/grow.ts', result: 'false' },
    });
  });

  it('calls a subject absent, and a measure unknown', async () => {
    await using tree = await makeTree(smallProject);
    const table = (measure: string) =>
      `| Claim | File | ${measure} |\n| --- | --- | --- |\n| C001 | \`gone.ts\` | 3 |\n`;
    expect(wrong(await check(tree.folder, table('Lines')))).toMatchObject([
      { measured: 'absent', result: 'false' },
    ]);
    expect(
      wrong(await check(tree.folder, table('Beauty').replace('gone.ts', 'README.md'))),
    ).toMatchObject([{ measured: '', result: 'unknown' }]);
    const cited = 'There are **3** files [C007].';
    expect((await check(tree.folder, cited)).problems).toEqual([
      'the text cites C007, which no table states',
    ]);
  });

  it('calls changed, not false, what changed after it was measured', async () => {
    await using tree = await makeTree(smallProject);
    const report = await write(tree.folder);
    await writeFile(join(tree.folder, 'README.md'), 'Shorter.\n');
    const checked = await check(tree.folder, anHourEarlier(report.markdown));
    expect(wrong(checked).length).toBeGreaterThan(3);
    expect(new Set(wrong(checked).map(({ result }) => result))).toEqual(new Set(['stale']));
  });

  it('calls changed what depends on a file that is gone', async () => {
    await using tree = await makeTree(smallProject);
    const report = await write(tree.folder);
    await rm(join(tree.folder, 'README.md'));
    const checked = await checkWithOldFiles(tree.folder, report.markdown);
    expect(new Set(wrong(checked).map(({ result }) => result))).toEqual(new Set(['stale']));
  });

  it('is not misled by a folder that changed and holds the same files', async () => {
    await using tree = await makeTree(smallProject);
    const report = await write(tree.folder, 3);
    await mkdir(join(tree.folder, 'dist'));
    const checked = await checkWithOldFiles(tree.folder, report.markdown);
    expect(wrong(checked).map(({ result }) => result)).toEqual(['false', 'false', 'false']);
  });
});

/** The same report, said to be older: file systems tell time coarsely, and an hour is surely enough. */
function anHourEarlier(markdown: string): string {
  const earlier = new Date(readBaseline(markdown).measuredAt - 3_600_000).toISOString();
  return markdown.replace(/^Measured at: .*$/m, `Measured at: ${earlier}`);
}

/** Checks as if all files had been there for long, and only folders had changed since the report. */
async function checkWithOldFiles(folder: string, markdown: string): Promise<CheckedReport> {
  const recount = await recountTree(folder, signal);
  const fileChanges = new Map([...recount.fileChanges.keys()].map((path) => [path, 0]));
  const older = anHourEarlier(markdown);
  const measurer = createMeasurer({ ...recount, fileChanges });
  return checkClaims(readClaims(older), measurer, readBaseline(older));
}
