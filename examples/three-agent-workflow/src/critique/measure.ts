import { type Baseline, listingDigest } from '../claims/baseline.ts';
import { canonicalValue } from '../claims/claim.ts';
import { meaningOf, type SubjectKind } from '../claims/vocabulary.ts';
import { plainCell } from '../source-tree/tree-rules.ts';
import { measureFile } from './measure-file.ts';
import { measureGroup } from './measure-group.ts';
import { rankAbove } from './rank-above.ts';
import type { RecountedFunction } from './recount-module.ts';
import type { Recount, RecountedFile } from './recount-tree.ts';

/** Measures a subject of a tree again. */
export interface Measurer {
  /**
   * The value in its canonical form; `absent` where the tree has no such subject, `null` where nothing is known of such
   * a measure.
   */
  measure(kind: SubjectKind, subject: string, measure: string): string | null;
  /** Whether anything that the value depends on changed after the report's author read it. */
  changedSince(kind: SubjectKind, subject: string, measure: string, baseline: Baseline): boolean;
}

/** Answers questions about a recounted tree. */
export function createMeasurer(recount: Recount): Measurer {
  const measurements = measurementsOf(recount);
  const listing = listingDigest(recount.files.keys());
  const newestFile = newestOf(recount.fileChanges);
  const newestFolder = newestOf(recount.folderChanges);
  return {
    measure: (kind, subject, measure) => {
      if (meaningOf(kind, measure) === null) return null;
      return canonicalValue(String(measurements[kind](subject, measure) ?? 'absent'));
    },
    changedSince: (kind, subject, measure, baseline) => {
      // A folder changes for many reasons; only where other files are in it does that bear on a figure.
      const newest = baseline.listing === listing ? newestFile : Math.max(newestFile, newestFolder);
      const path = kind === 'Function' ? subject.slice(0, subject.lastIndexOf(':')) : subject;
      const alone = ['File', 'Function', 'Package'].includes(kind) && ofTheFileAlone.has(measure);
      const changed = alone ? (recount.fileChanges.get(path) ?? newest) : newest;
      // The report tells time in whole milliseconds, the file system in parts of them.
      return Math.floor(changed) > baseline.measuredAt;
    },
  };
}

function newestOf(changes: ReadonlyMap<string, number>): number {
  return [...changes.values()].reduce((newest, time) => Math.max(newest, time), 0);
}

/** Measures that no other file has a part in. */
const ofTheFileAlone: ReadonlySet<string> = new Set([
  ...['Name', 'Version', 'Lines', 'Bytes', 'Blank lines', 'Longest line', 'Open marks', 'Exports'],
  ...['Exported names', 'Functions', 'Longest function', 'Fingerprint', 'SHA-256', 'Words'],
  ...['Different words', 'Characters', 'Opens with', 'Closes with'],
]);

type Measurement = (subject: string, measure: string) => string | number | undefined;

/** How each kind of subject is measured; `undefined` where the tree has no such subject. */
function measurementsOf(recount: Recount): Readonly<Record<SubjectKind, Measurement>> {
  const files = [...recount.files.values()];
  const manifests = [...recount.manifests.values()];
  const functions = functionsOutsideTests(files);
  const inFolder = (folder: string): RecountedFile[] =>
    files.filter((file) => file.path.startsWith(`${folder}/`));
  return {
    Tree: (_, measure) => measureGroup(recount, files, measure),
    Folder: (folder, measure) => measureGroup(recount, inFolder(folder), measure),
    Language: (name, measure) =>
      measureGroup(
        recount,
        files.filter((file) => file.language.name === name),
        measure,
      ),
    Link: (link) => {
      const [from = '', to = ''] = link.split(' -> ');
      const targets = inFolder(from).flatMap((file) => [...file.imported]);
      return targets.filter((path) => path.startsWith(`${to}/`)).length;
    },
    Package: (path, measure) => {
      const manifest = recount.manifests.get(path);
      if (manifest === undefined) return undefined;
      if (measure === 'Name') return plainCell(manifest.name, 100);
      if (measure === 'Version') return plainCell(manifest.version, 40);
      return measure === 'Runtime dependencies' ? manifest.runtime.size : manifest.development.size;
    },
    Dependency: (name, measure) => {
      if (measure === 'Importing files') return recount.externals.get(name)?.size ?? 0;
      return manifests.filter(
        ({ runtime, development }) => runtime.has(name) || development.has(name),
      ).length;
    },
    Function: (place, measure) => {
      const found = functions.get(place);
      if (found === undefined || measure === 'Lines') return found?.lines;
      if (measure === 'Name') return plainCell(found.name, 60) || '–';
      const lengths = [...functions.values()].map((other) => other.lines);
      return rankAbove(found.lines, lengths);
    },
    File: (path, measure) => {
      const file = recount.files.get(path);
      return file && measureFile(recount, file, measure);
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
