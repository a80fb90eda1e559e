import { formatCount } from '../../claims/claim.ts';
import type { SurveyedFile } from '../../source-tree/survey.ts';
import { comparePaths, isNameablePath, plainCell } from '../../source-tree/tree-rules.ts';
import type { Block } from '../block.ts';
import { type Findings, rankAmong } from '../findings.ts';
import { fileRow } from './file-row.ts';

/** Where the weight lies: large, much imported, long, unfinished. */
export function hotSpotBlocks(findings: Findings): Block[] {
  return [largest(findings), mostImported(findings), longest(findings), openMarks(findings)];
}

function largest(findings: Findings): Block {
  const rank = rankAmong(findings.sources.map((file) => file.lines));
  const files = findings.sources.length > 0 ? findings.sources : findings.survey.files;
  const measures = ['Lines', 'Functions', 'Imported by', 'Test', 'Rank by lines'];
  const rows = highest(files, (file) => file.lines).map((file) =>
    fileRow(findings, file, measures, { 'Rank by lines': rank(file.lines) }),
  );
  return {
    heading: '## Hot spots',
    lead: () => [
      files === findings.sources ? 'The largest code files, tests aside.' : 'The largest files.',
    ],
    table: {
      ...{ kind: 'File', measures, rows, first: 10, most: 15, empty: 'No file was read.' },
    },
  };
}

function mostImported(findings: Findings): Block {
  const rank = rankAmong(findings.survey.files.map((file) => findings.importedBy(file.path)));
  const measures = ['Imported by', 'Exports', 'Lines', 'Test', 'Rank by imported by'];
  const imported = findings.survey.files.filter((file) => findings.importedBy(file.path) > 0);
  const rows = highest(imported, (file) => findings.importedBy(file.path)).map((file) =>
    fileRow(findings, file, measures, {
      'Rank by imported by': rank(findings.importedBy(file.path)),
    }),
  );
  return {
    heading: '### Most imported files',
    lead: () => ['A change here reaches furthest.'],
    table: {
      ...{ kind: 'File', measures, rows, first: 10, most: 15 },
      empty: 'No file that was read imports another.',
    },
  };
}

function longest(findings: Findings): Block {
  const rank = rankAmong(findings.functions.map((found) => found.lines));
  const rows = findings.functions
    .filter((found) => isNameablePath(found.file.path))
    .map((found) => ({
      subject: `${found.file.path}:${found.line}`,
      values: [
        plainCell(found.name, 60) || '–',
        formatCount(found.lines),
        formatCount(rank(found.lines)),
      ],
    }));
  return {
    heading: '### Longest functions',
    lead: () => ['Outside tests, by the line on which they begin.'],
    table: {
      ...{ kind: 'Function', measures: ['Name', 'Lines', 'Rank by lines'], rows },
      ...{ first: 10, most: findings.survey.files.length < 60 ? 60 : 15 },
      empty: 'No function was read.',
    },
  };
}

function openMarks(findings: Findings): Block {
  const marked = findings.survey.files.filter((file) => file.openMarks > 0);
  const rows = highest(marked, (file) => file.openMarks).map((file) =>
    fileRow(findings, file, ['Open marks']),
  );
  return {
    heading: '### Open marks',
    lead: () => ['Files in which somebody left a TODO or FIXME.'],
    table: {
      ...{ kind: 'File', measures: ['Open marks'], rows, first: 6, most: 12 },
      empty: 'None: no file says TODO or FIXME.',
    },
  };
}

function highest(
  files: readonly SurveyedFile[],
  figure: (file: SurveyedFile) => number,
): SurveyedFile[] {
  return files
    .filter((file) => isNameablePath(file.path))
    .sort((left, right) => figure(right) - figure(left) || comparePaths(left.path, right.path));
}
