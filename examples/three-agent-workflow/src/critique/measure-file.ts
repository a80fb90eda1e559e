import { formatNames } from '../claims/claim.ts';
import { comparePaths, plainCell } from '../source-tree/tree-rules.ts';
import { rankAbove } from './rank-above.ts';
import type { Recount, RecountedFile } from './recount-tree.ts';
import { testMark } from './test-mark.ts';

/** Measures one file; `undefined` for a measure that files do not have. */
export function measureFile(
  recount: Recount,
  file: RecountedFile,
  measure: string,
): string | number | undefined {
  const files = [...recount.files.values()];
  const lengths = file.module?.functions.map((found) => found.lines);
  const exported = [...(file.module?.exports ?? [])].sort(comparePaths);
  const figures: Readonly<Record<string, () => string | number>> = {
    Lines: () => file.lines,
    Bytes: () => file.bytes,
    'Blank lines': () => file.blankLines,
    'Longest line': () => file.longestLine,
    'Open marks': () => file.openMarks,
    Exports: () => file.module?.exports.size ?? '–',
    'Exported names': () => formatNames(exported, (name) => plainCell(name, 40)),
    'Imported by': () => file.importers.size,
    'Imports files': () => file.imported.size,
    Functions: () => lengths?.length ?? '–',
    'Longest function': () => (lengths === undefined ? '–' : Math.max(0, ...lengths)),
    Test: () => testMark(recount, file),
    'Rank by lines': () =>
      rankAbove(
        file.lines,
        files.filter((other) => other.language.code && !other.isTest).map((other) => other.lines),
      ),
    'Rank by imported by': () =>
      rankAbove(
        file.importers.size,
        files.map((other) => other.importers.size),
      ),
    'Rank by exports': () =>
      rankAbove(
        file.module?.exports.size ?? 0,
        files.map((other) => other.module?.exports.size ?? 0),
      ),
    Fingerprint: () => file.digest.substring(0, 12),
    'SHA-256': () => file.digest,
    Words: () => file.words,
    'Different words': () => file.differentWords,
    Characters: () => file.characters,
    'Opens with': () => file.opensWith,
    'Closes with': () => file.closesWith,
  };
  return figures[measure]?.();
}
