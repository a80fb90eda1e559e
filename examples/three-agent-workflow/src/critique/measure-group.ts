import type { Recount, RecountedFile } from './recount-tree.ts';
import { testMark } from './test-mark.ts';

/** Measures some files of a tree together; `undefined` for a measure that groups do not have. */
export function measureGroup(
  recount: Recount,
  chosen: readonly RecountedFile[],
  measure: string,
): number | undefined {
  const total = (figure: (file: RecountedFile) => number): number =>
    chosen.reduce((sum, file) => sum + figure(file), 0);
  const figures: Readonly<Record<string, () => number>> = {
    Files: () => chosen.length,
    Lines: () => total((file) => file.lines),
    Bytes: () => total((file) => file.bytes),
    Languages: () => new Set(chosen.map((file) => file.language.name)).size,
    'Code files': () => total((file) => Number(file.language.code)),
    'Test files': () => total((file) => Number(file.isTest)),
    'Untested files': () => total((file) => Number(testMark(recount, file) === 'no')),
    Exports: () => total((file) => file.module?.exports.size ?? 0),
    Functions: () => total((file) => file.module?.functions.length ?? 0),
    Imports: () => total((file) => file.imported.size),
    Packages: () => recount.manifests.size,
    Dependencies: () => recount.externals.size,
    'Open marks': () => total((file) => file.openMarks),
  };
  return figures[measure]?.();
}
