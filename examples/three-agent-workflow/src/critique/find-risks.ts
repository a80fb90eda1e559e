import { comparePaths, isNameablePath } from '../source-tree/tree-rules.ts';
import { findCycles } from './find-cycles.ts';
import type { Recount } from './recount-tree.ts';
import { testMark } from './test-mark.ts';

/** What the critic found in the tree that the report did not ask about. */
export interface Risks {
  /** Groups of files that need each other in a circle at run time, each group sorted, the largest first. */
  readonly cycles: readonly (readonly string[])[];
  /** Files that others lean on and no test guards: the riskiest first. */
  readonly unguarded: readonly UnguardedFile[];
  /** The five largest code files' share of all lines of code outside tests, in per cent. */
  readonly concentration: number;
}

/** A file that is imported and untested. */
export interface UnguardedFile {
  readonly path: string;
  readonly importers: number;
  readonly lines: number;
}

/** Looks for what makes a change dangerous: circles, unguarded files, weight in few places. */
export function findRisks(recount: Recount): Risks {
  const files = [...recount.files.values()];
  const sources = files.filter((file) => file.language.code && !file.isTest);
  const lengths = sources.map((file) => file.lines).sort((left, right) => right - left);
  const all = lengths.reduce((sum, lines) => sum + lines, 0);
  const top = lengths.slice(0, 5).reduce((sum, lines) => sum + lines, 0);
  const unguarded = sources
    .filter((file) => isNameablePath(file.path) && testMark(recount, file) === 'no')
    .map(({ path, importers, lines }) => ({ path, importers: importers.size, lines }))
    .filter((file) => file.importers >= 2)
    .sort((a, b) => b.importers - a.importers || comparePaths(a.path, b.path));
  return {
    cycles: findCycles(recount.files.keys(), (path) => recount.files.get(path)?.needed ?? [])
      .map((group) => group.filter(isNameablePath).sort(comparePaths))
      .filter((group) => group.length > 1)
      .sort((a, b) => b.length - a.length || comparePaths(a[0] ?? '', b[0] ?? '')),
    unguarded,
    concentration: all === 0 ? 0 : Math.round((100 * top) / all),
  };
}
