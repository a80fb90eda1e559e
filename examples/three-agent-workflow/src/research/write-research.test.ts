import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import { surveyTree } from '../source-tree/survey-tree.ts';
import { largeProject, makeTree, smallProject } from '../source-tree/tree.fixture.ts';
import { type ResearchReport, researchLength, writeResearch } from './write-research.ts';

const signal = new AbortController().signal;

async function research(files: Readonly<Record<string, string>>): Promise<ResearchReport> {
  await using tree = await makeTree(files);
  const survey = await surveyTree(tree.folder, { signal });
  return writeResearch(survey, { name: 'sample', countTokens: countO200k, plantErrors: 0 });
}

const numbered = (count: number, ending: string, text: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${index}.${ending}`, text(index)]),
  );

describe('the research report', () => {
  it.each([
    ['30 notes of one line', numbered(30, 'txt', (index) => `note ${index}\n`)],
    ['30 files of one line of Python', numbered(30, 'py', (index) => `x = ${index}\n`)],
    ['a project of 30 modules', largeProject(30)],
    ['a project of 150 modules', largeProject(150)],
    ['a project of 900 modules', largeProject(900)],
    [
      'files with very long paths',
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [
          `${'a-rather-long-folder-name/'.repeat(6)}${index}.ts`,
          `export const value${index} = () => ${index};\n`,
        ]),
      ),
    ],
  ])('has 5,000 to 15,000 tokens for %s', async (_, files) => {
    const report = await research(files);
    expect(report.tokens).toBe(countO200k(report.markdown));
    expect(report.tokens).toBeGreaterThanOrEqual(researchLength.least);
    expect(report.tokens).toBeLessThanOrEqual(researchLength.most);
  });

  it('says different things of different trees', async () => {
    const [orchard, mill] = await Promise.all([research(smallProject), research(largeProject(40))]);
    const figures = ({ claims }: ResearchReport) =>
      claims.map(({ subject, values }) => `${subject} ${values.map(({ value }) => value)}`);
    const shared = figures(orchard).filter((figure) => figures(mill).includes(figure));
    expect(shared.length).toBeLessThan(figures(orchard).length / 4);
    expect(orchard.markdown).toContain('`packages/tree/src/grow.ts`');
    expect(mill.markdown).not.toContain('packages/tree');
  });

  it('has a summary first, sections, and a claim behind every figure of its prose', async () => {
    const { markdown } = await research(smallProject);
    expect(markdown).toMatch(
      /^# Research: sample\n\n## Executive summary\n\n- The tree holds \*\*10\*\* files \[C001\]/,
    );
    expect(markdown.match(/^## /gm)?.length).toBeGreaterThan(8);
    expect(markdown).toContain('1. Write a test for `packages/tree/src/leaf.ts` before it changes');
    expect(markdown).not.toContain('Declare `left-pad`');
  });

  it('counts files whose names cannot stand in a table, and does not name them', async () => {
    const { claims, markdown } = await research({ 'a|b.ts': 'export {};\n', 'c.ts': 'let a;\n' });
    expect(claims[0]?.values).toEqual([{ measure: 'Files', value: '2' }]);
    expect(markdown).not.toContain('a|b.ts');
    expect(markdown).toContain('c.ts');
  });
});
