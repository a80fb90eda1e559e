import { formatCount } from '../../claims/claim.ts';
import type { SurveyedFile } from '../../source-tree/survey.ts';
import { comparePaths, isNameablePath } from '../../source-tree/tree-rules.ts';
import { type Areas, beneath } from '../areas.ts';
import type { Block, Row } from '../block.ts';
import type { Findings } from '../findings.ts';

/** How large the tree is: in all, by language, by part. */
export function sizeBlocks(findings: Findings, areas: Areas): Block[] {
  return [totals(findings), languages(findings), parts(findings, areas)];
}

function totals(findings: Findings): Block {
  const { survey } = findings;
  const { files } = survey;
  const figures: Readonly<Record<string, number>> = {
    Files: files.length,
    Lines: sum(files, (file) => file.lines),
    Bytes: sum(files, (file) => file.bytes),
    Languages: new Set(files.map((file) => file.language.name)).size,
    'Code files': files.filter((file) => file.language.code).length,
    'Test files': files.filter((file) => file.test).length,
    'Untested files': findings.untested.length,
    Exports: sum(files, (file) => file.module?.exports.length ?? 0),
    Functions: sum(files, (file) => file.module?.functions.length ?? 0),
    Imports: findings.importPairs,
    Packages: survey.manifests.length,
    Dependencies: survey.externals.size,
    'Open marks': sum(files, (file) => file.openMarks),
  };
  const rows = Object.entries(figures).map(([measure, figure]) => ({
    subject: measure,
    values: [formatCount(figure)],
  }));
  return {
    heading: '## Size',
    lead: () => ['The tree as a whole.'],
    table: {
      ...{ kind: 'Tree', measures: ['Value'], rows },
      ...{ first: rows.length, most: rows.length, empty: '' },
    },
  };
}

function languages({ survey }: Findings): Block {
  const groups = Map.groupBy(survey.files, (file) => file.language.name);
  const ordered = [...groups].sort(
    (left, right) => right[1].length - left[1].length || comparePaths(left[0], right[0]),
  );
  const rows = ordered.map(([name, files]) => ({
    subject: name,
    values: [
      formatCount(files.length),
      formatCount(sum(files, (file) => file.lines)),
      formatCount(sum(files, (file) => file.bytes)),
    ],
  }));
  return {
    heading: '## Languages',
    lead: () => ['By the endings of the file names, the most frequent first.'],
    table: {
      ...{ kind: 'Language', measures: ['Files', 'Lines', 'Bytes'], rows },
      ...{ first: 8, most: 16, empty: 'No file was read.' },
    },
  };
}

function parts(findings: Findings, areas: Areas): Block {
  const folders = areas.folders.filter(isNameablePath).map((folder) => {
    const files = findings.survey.files.filter((file) => beneath(file.path, folder));
    return { folder, files };
  });
  const ordered = folders
    .filter(({ files }) => files.length > 0)
    .sort((left, right) => right.files.length - left.files.length);
  const rows = ordered.map(
    ({ folder, files }): Row => ({
      subject: folder,
      values: [
        formatCount(files.length),
        formatCount(sum(files, (file) => file.lines)),
        formatCount(files.filter((file) => file.language.code).length),
        formatCount(files.filter((file) => file.test).length),
        formatCount(files.filter((file) => findings.testState(file) === 'no').length),
      ],
    }),
  );
  return {
    heading: '## Parts of the tree',
    lead: () => ['Each part counted with everything beneath it, the one with most files first.'],
    table: {
      ...{ kind: 'Folder', rows, first: 12, most: 40, empty: 'All files lie at the top.' },
      measures: ['Files', 'Lines', 'Code files', 'Test files', 'Untested files'],
    },
  };
}

function sum(files: readonly SurveyedFile[], figure: (file: SurveyedFile) => number): number {
  return files.reduce((total, file) => total + figure(file), 0);
}
