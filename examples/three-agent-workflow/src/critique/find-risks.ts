import { comparePaths, isNameablePath } from '../source-tree/tree-rules.ts';
import type { Recount, RecountedFile } from './recount-tree.ts';
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
    cycles: findCycles(recount.files),
    unguarded,
    concentration: all === 0 ? 0 : Math.round((100 * top) / all),
  };
}

/**
 * The strongly connected groups of the import graph, by Tarjan's algorithm, with a stack of its own: import chains may
 * be longer than the call stack is deep.
 */
function findCycles(files: ReadonlyMap<string, RecountedFile>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];
  for (const start of files.keys()) {
    if (order.has(start)) continue;
    const frames: { readonly path: string; readonly targets: Iterator<string> }[] = [];
    const enter = (path: string): void => {
      order.set(path, order.size);
      low.set(path, order.get(path) ?? 0);
      open.push(path);
      isOpen.add(path);
      frames.push({ path, targets: (files.get(path)?.needed ?? new Set<string>()).values() });
    };
    const lower = (path: string, value: number | undefined): void => {
      low.set(path, Math.min(low.get(path) ?? 0, value ?? 0));
    };
    enter(start);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { path, targets } = frame;
      const next = targets.next();
      if (next.done !== true) {
        if (!order.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) lower(path, order.get(next.value));
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined) lower(parent.path, low.get(path));
      if (low.get(path) !== order.get(path)) continue;
      const group = open.splice(open.lastIndexOf(path));
      for (const member of group) isOpen.delete(member);
      if (group.length > 1) groups.push(group.filter(isNameablePath).sort(comparePaths));
    }
  }
  return groups
    .filter((group) => group.length > 1)
    .sort((a, b) => b.length - a.length || comparePaths(a[0] ?? '', b[0] ?? ''));
}
