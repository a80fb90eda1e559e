import type { SurveyedFile } from '../../source-tree/survey.ts';
import { comparePaths, isNameablePath } from '../../source-tree/tree-rules.ts';
import type { Block } from '../block.ts';
import type { Findings } from '../findings.ts';
import { fileRow } from './file-row.ts';

const shortMeasures = ['Lines', 'Bytes', 'Exports', 'Functions', 'Imported by', 'Test'];
const fullMeasures = [
  ...['Lines', 'Blank lines', 'Bytes', 'Longest line', 'Open marks', 'Imports files'],
  ...['Imported by', 'Longest function', 'Exported names', 'Test', 'Fingerprint', 'Opens with'],
];

/** How deep a report goes into single files: the smaller the tree, the deeper. */
export type Detail = 'short' | 'full' | 'complete';

/** File by file, as far as the report's length allows; a small tree gets every measure there is. */
export function inventoryBlock(findings: Findings, detail: Detail): Block {
  const measures = detail === 'short' ? shortMeasures : fullMeasures;
  const weight = (file: SurveyedFile): number =>
    findings.importedBy(file.path) + findings.importsOf(file.path);
  const rows = findings.survey.files
    .filter((file) => isNameablePath(file.path))
    .sort(
      (left, right) =>
        Number(right.language.code) - Number(left.language.code) ||
        weight(right) - weight(left) ||
        comparePaths(left.path, right.path),
    )
    .map((file) => fileRow(findings, file, measures));
  return {
    heading: '## File inventory',
    lead: () => ['Code before documents and data, the most connected first.'],
    table: {
      ...{ kind: 'File', measures, rows, first: 0, most: rows.length },
      empty: 'No file was read.',
    },
  };
}

/** What exactly was read, file by file: for a tree so small that each of its texts can be pinned down. */
export function contentsBlock(findings: Findings): Block {
  const measures = ['Words', 'Different words', 'Characters', 'Closes with', 'SHA-256'];
  const rows = findings.survey.files
    .filter((file) => isNameablePath(file.path))
    .map((file) => fileRow(findings, file, measures));
  return {
    heading: '## Contents',
    lead: () => [
      'The very texts that this report is about: a file whose digest differs is another.',
    ],
    table: {
      ...{ kind: 'File', measures, rows, first: 0, most: rows.length },
      empty: 'No file was read.',
    },
  };
}
