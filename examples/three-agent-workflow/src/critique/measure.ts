import { canonicalValue, formatNames } from '../claims/claim.ts';
import type { SubjectKind } from '../claims/vocabulary.ts';
import { comparePaths, plainCell } from '../source-tree/tree-rules.ts';
import type { RecountedFunction } from './recount-module.ts';
import type { Recount, RecountedFile } from './recount-tree.ts';

/** Measures a subject of a tree again. */
export interface Measurer {
  /**
   * The value in its canonical form; `absent` where the tree has no such subject, `null` where nothing is known of such
   * a measure.
   */
  measure(kind: SubjectKind, subject: string, measure: string): string | null;
  /** Whether anything that the value depends on changed after a time, in milliseconds. */
  changedSince(kind: SubjectKind, subject: string, measure: string, time: number): boolean;
}

/** The test mark of a file, by the critic's own reckoning. */
export function testMark(recount: Recount, file: RecountedFile): string {
  if (file.isTest) return 'self';
  if (!file.language.code || file.module?.functions.length === 0) return 'none needed';
  if (file.inlineTests || recount.coveredByName.has(file.path)) return 'yes';
  for (const importer of file.importers) if (recount.files.get(importer)?.isTest) return 'yes';
  return 'no';
}

/** Answers questions about a recounted tree. */
export function createMeasurer(recount: Recount): Measurer {
  const files = [...recount.files.values()];
  const functions = functionsOutsideTests(files);
  const rank = (value: number, all: readonly number[]): number =>
    all.reduce((higher, other) => higher + Number(other > value), 1);
  const newest = Math.max(0, ...recount.changed.values());

  const group = (chosen: readonly RecountedFile[], measure: string): number | null => {
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
    return figures[measure]?.() ?? null;
  };

  const ofFile = (file: RecountedFile, measure: string): string | number | null => {
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
        rank(
          file.lines,
          files.filter((other) => other.language.code && !other.isTest).map((other) => other.lines),
        ),
      'Rank by imported by': () =>
        rank(
          file.importers.size,
          files.map((other) => other.importers.size),
        ),
      'Rank by exports': () =>
        rank(
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
    return figures[measure]?.() ?? null;
  };

  const ofOthers = (
    kind: SubjectKind,
    subject: string,
    measure: string,
  ): string | number | null => {
    switch (kind) {
      case 'Tree':
        return group(files, measure);
      case 'Language':
        return group(
          files.filter((file) => file.language.name === subject),
          measure,
        );
      case 'Folder':
        return group(
          files.filter((file) => file.path.startsWith(`${subject}/`)),
          measure,
        );
      case 'Link': {
        const [from = '', to = ''] = subject.split(' -> ');
        const targets = files
          .filter((file) => file.path.startsWith(`${from}/`))
          .flatMap((file) => [...file.imported]);
        return measure === 'Imports'
          ? targets.filter((path) => path.startsWith(`${to}/`)).length
          : null;
      }
      case 'Package': {
        const manifest = recount.manifests.get(subject);
        if (manifest === undefined) return 'absent';
        if (measure === 'Name') return plainCell(manifest.name, 100);
        if (measure === 'Version') return plainCell(manifest.version, 40);
        if (measure === 'Runtime dependencies') return manifest.runtime.size;
        return measure === 'Development dependencies' ? manifest.development.size : null;
      }
      case 'Dependency': {
        const declaring = [...recount.manifests.values()].filter(
          ({ runtime, development }) => runtime.has(subject) || development.has(subject),
        );
        if (measure === 'Declaring packages') return declaring.length;
        return measure === 'Importing files' ? (recount.externals.get(subject)?.size ?? 0) : null;
      }
      case 'Function': {
        const found = functions.get(subject);
        if (found === undefined) return 'absent';
        if (measure === 'Name') return plainCell(found.name, 60) || '–';
        if (measure === 'Lines') return found.lines;
        const lengths = [...functions.values()].map((other) => other.lines);
        return measure === 'Rank by lines' ? rank(found.lines, lengths) : null;
      }
      case 'File': {
        const file = recount.files.get(subject);
        return file === undefined ? 'absent' : ofFile(file, measure);
      }
    }
  };

  return {
    measure: (kind, subject, measure) => {
      const value = ofOthers(kind, subject, measure);
      return value === null ? null : canonicalValue(String(value));
    },
    changedSince: (kind, subject, measure, time) => {
      const own = ['Lines', 'Bytes', 'Fingerprint', 'Name', 'Exports', 'Functions', 'Opens with'];
      const path = kind === 'Function' ? subject.slice(0, subject.lastIndexOf(':')) : subject;
      const alone = ['File', 'Function', 'Package'].includes(kind) && own.includes(measure);
      const changed = alone ? (recount.changed.get(path) ?? newest) : newest;
      // The report tells time in whole milliseconds, the file system in parts of them.
      return Math.floor(changed) > time;
    },
  };
}

/** The longest function that begins on each line, under `path:line`; of equals the first. */
function functionsOutsideTests(files: readonly RecountedFile[]): Map<string, RecountedFunction> {
  const found = new Map<string, RecountedFunction>();
  for (const file of files) {
    if (!file.language.code || file.isTest) continue;
    const inOrder = [...(file.module?.functions ?? [])].sort((a, b) => a.start - b.start);
    for (const candidate of inOrder) {
      const place = `${file.path}:${candidate.line}`;
      if (candidate.lines > (found.get(place)?.lines ?? 0)) found.set(place, candidate);
    }
  }
  return found;
}
