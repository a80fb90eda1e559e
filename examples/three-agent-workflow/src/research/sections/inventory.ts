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

/** File by file, as far as the report's length allows; a small tree gets every measure there is. */
export function inventoryBlock(findings: Findings, detail: 'short' | 'full'): Block {
  const measures = detail === 'full' ? fullMeasures : shortMeasures;
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
