import { hash } from 'node:crypto';
import { lstat, opendir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type Language, languageOf } from '../source-tree/languages.ts';
import { readBounded } from '../source-tree/read-bounded.ts';
import { isTestPath, testedStem, testFolders } from '../source-tree/test-names.ts';
import {
  comparePaths,
  isReadFileName,
  skippedFolders,
  treeBounds,
} from '../source-tree/tree-rules.ts';
import { recountImportTargets } from './recount-imports.ts';
import { type RecountedModule, recountModule } from './recount-module.ts';
import { type RecountedText, recountText } from './recount-text.ts';

/** A file as the critic found it. */
export interface RecountedFile extends RecountedText {
  readonly path: string;
  readonly language: Language;
  readonly isTest: boolean;
  readonly bytes: number;
  readonly digest: string;
  readonly module: RecountedModule | null;
  readonly inlineTests: boolean;
  readonly importers: Set<string>;
  readonly imported: Set<string>;
  /** Those of the imported files that it needs at run time, not for their types alone. */
  readonly needed: Set<string>;
}

/** A manifest as the critic found it. */
export interface RecountedManifest {
  readonly name: string;
  readonly version: string;
  readonly runtime: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
}

/** A tree measured again, from the file system alone. */
export interface Recount {
  readonly files: ReadonlyMap<string, RecountedFile>;
  readonly manifests: ReadonlyMap<string, RecountedManifest>;
  /** Package from outside → files that import it. */
  readonly externals: ReadonlyMap<string, ReadonlySet<string>>;
  /** Paths of files that a test of their name covers. */
  readonly coveredByName: ReadonlySet<string>;
  /** When each file that was read last changed, in milliseconds. */
  readonly fileChanges: ReadonlyMap<string, number>;
  /** When each folder last changed, in milliseconds; the top is the empty path. */
  readonly folderChanges: ReadonlyMap<string, number>;
}

/** Measures a source tree again, with nothing taken from the report that is checked. */
export async function recountTree(root: string, signal: AbortSignal): Promise<Recount> {
  const fileChanges = new Map<string, number>();
  const folderChanges = new Map<string, number>();
  const files = new Map<string, RecountedFile>();
  const manifests = new Map<string, RecountedManifest>();
  for (const path of await listFiles(root, folderChanges, signal)) {
    signal.throwIfAborted();
    const file = await recountFile(root, path, signal).catch(() => null);
    if (file === null) continue;
    files.set(path, file.counted);
    fileChanges.set(path, file.changed);
    if (posix.basename(path) === 'package.json') {
      const manifest = recountManifest(file.text);
      if (manifest !== null) manifests.set(path, manifest);
    }
  }
  return {
    ...{ files, manifests, fileChanges, folderChanges },
    externals: connect(files, manifests),
    coveredByName: coveredByName([...files.values()]),
  };
}

async function listFiles(
  root: string,
  changed: Map<string, number>,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  let folders = [''];
  for (let looked = 0; folders.length > 0 && found.length <= treeBounds.files; ) {
    const next: string[] = [];
    const here: string[] = [];
    for (const folder of folders) {
      signal.throwIfAborted();
      looked += 1;
      if (looked > treeBounds.folders) return found;
      try {
        changed.set(folder, (await lstat(join(root, folder))).ctimeMs);
        for await (const entry of await opendir(join(root, folder))) {
          const path = posix.join(folder, entry.name);
          if (entry.isDirectory() && !skippedFolders.has(entry.name)) next.push(path);
          else if (entry.isFile() && isReadFileName(entry.name)) here.push(path);
        }
      } catch {
        // An unreadable folder counts as empty; the report says how many there were.
      }
    }
    found.push(...here.sort(comparePaths));
    folders = next.sort(comparePaths);
  }
  return found.slice(0, treeBounds.files);
}

interface FileReading {
  readonly counted: RecountedFile;
  readonly text: string;
  readonly changed: number;
}

async function recountFile(
  root: string,
  path: string,
  signal: AbortSignal,
): Promise<FileReading | null> {
  const status = await lstat(join(root, path));
  const content = await readBounded(join(root, path), signal);
  if (content === null) return null;
  const firstZero = content.indexOf(0);
  if (firstZero !== -1 && firstZero < 8_000) return null;
  const text = new TextDecoder().decode(content);
  const language = languageOf(path);
  const counted: RecountedFile = {
    ...{ path, language },
    ...recountText(text),
    isTest: language.code && isTestPath(path),
    bytes: content.byteLength,
    digest: hash('sha256', content, 'hex'),
    module: language.modules ? recountModule(path, text) : null,
    inlineTests: path.endsWith('.rs') && text.includes('#[cfg(test)]'),
    importers: new Set(),
    imported: new Set(),
    needed: new Set(),
  };
  return { counted, text, changed: status.ctimeMs };
}

function recountManifest(text: string): RecountedManifest | null {
  try {
    const fields = new Map<string, unknown>(Object.entries(JSON.parse(text)));
    const name = fields.get('name');
    const version = fields.get('version');
    const keys = (field: string): string[] => Object.keys(fields.get(field) ?? {});
    if (typeof name !== 'string') return null;
    return {
      name,
      version: typeof version === 'string' ? version : 'none',
      runtime: new Set(['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap(keys)),
      development: new Set(keys('devDependencies')),
    };
  } catch {
    return null;
  }
}

/** Follows the imports of all files, enters them on both sides, and answers who imports what from outside. */
function connect(
  files: ReadonlyMap<string, RecountedFile>,
  manifests: ReadonlyMap<string, RecountedManifest>,
): Map<string, Set<string>> {
  const packages = new Map([...manifests].reverse().map(([path, { name }]) => [name, path]));
  const targetOf = recountImportTargets([...files.keys()], packages);
  const externals = new Map<string, Set<string>>();
  for (const file of files.values()) {
    for (const specifier of file.module?.specifiers ?? []) {
      const target = targetOf(file.path, specifier);
      if ('external' in target) {
        externals.set(
          target.external,
          (externals.get(target.external) ?? new Set()).add(file.path),
        );
      } else if ('file' in target && target.file !== file.path) {
        file.imported.add(target.file);
        if (file.module?.runtimeSpecifiers.has(specifier)) file.needed.add(target.file);
        files.get(target.file)?.importers.add(file.path);
      }
    }
  }
  return externals;
}

/** Starts from the tests: each covers the files of its name in its folder, and around its test folder. */
function coveredByName(files: readonly RecountedFile[]): Set<string> {
  const byName = Map.groupBy(
    files.filter((file) => file.language.code && !file.isTest),
    (file) => testedStem(file.path),
  );
  const covered = new Set<string>();
  for (const test of files.filter((file) => file.isTest)) {
    const folder = posix.dirname(test.path);
    const around = testFolders.includes(posix.basename(folder)) ? posix.dirname(folder) : folder;
    for (const file of byName.get(testedStem(test.path)) ?? []) {
      const place = posix.dirname(file.path);
      if (!file.language.modules || place === folder || place === around) covered.add(file.path);
    }
  }
  return covered;
}
