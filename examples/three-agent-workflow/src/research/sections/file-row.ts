import { formatCount, formatNames } from '../../claims/claim.ts';
import type { SurveyedFile } from '../../source-tree/survey.ts';
import { plainCell } from '../../source-tree/tree-rules.ts';
import type { Row } from '../block.ts';
import type { Findings } from '../findings.ts';

/** A file's row under the measures asked for; ranks are passed in, and what is not read is `–`. */
export function fileRow(
  findings: Findings,
  file: SurveyedFile,
  measures: readonly string[],
  ranks: Readonly<Record<string, number>> = {},
): Row {
  return {
    subject: file.path,
    values: measures.map((measure) => {
      const rank = ranks[measure];
      return rank === undefined ? fileValue(findings, file, measure) : formatCount(rank);
    }),
  };
}

function fileValue(findings: Findings, file: SurveyedFile, measure: string): string {
  const count = (figure: number | undefined): string =>
    figure === undefined ? '–' : formatCount(figure);
  const module = file.module;
  switch (measure) {
    case 'Lines':
      return count(file.lines);
    case 'Bytes':
      return count(file.bytes);
    case 'Blank lines':
      return count(file.blankLines);
    case 'Longest line':
      return count(file.longestLine);
    case 'Open marks':
      return count(file.openMarks);
    case 'Fingerprint':
      return file.digest.slice(0, 12);
    case 'SHA-256':
      return file.digest;
    case 'Words':
      return count(file.words);
    case 'Different words':
      return count(file.differentWords);
    case 'Characters':
      return count(file.characters);
    case 'Opens with':
      return file.opensWith;
    case 'Closes with':
      return file.closesWith;
    case 'Test':
      return findings.testState(file);
    case 'Imported by':
      return count(findings.importedBy(file.path));
    case 'Imports files':
      return count(findings.importsOf(file.path));
    case 'Exports':
      return count(module?.exports.length);
    case 'Functions':
      return count(module?.functions.length);
    case 'Exported names':
      return formatNames(module?.exports ?? [], (name) => plainCell(name, 40));
    case 'Longest function':
      return count(module?.functions.reduce((most, found) => Math.max(most, found.lines), 0));
    default:
      throw new Error(`a file has no measure ${measure}`);
  }
}
