import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { languageOf } from './languages.ts';
import { readBounded } from './read-bounded.ts';
import { readManifest } from './read-manifest.ts';
import { readModule } from './read-module.ts';
import { resolveImports } from './resolve-imports.ts';
import type { Manifest, SurveyedFile, TreeSurvey } from './survey.ts';
import { isTestPath } from './test-names.ts';
import { plainCell } from './tree-rules.ts';
import { walkTree } from './walk-tree.ts';

/** How a reading goes on. */
export interface SurveyOptions {
  readonly signal: AbortSignal;
  /** Called now and then with how many files were read and how many there are. */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
}

/** Reads a source tree: every file within the bounds, what it holds, and who imports whom. */
export async function surveyTree(root: string, options: SurveyOptions): Promise<TreeSurvey> {
  const measuredAt = new Date().toISOString();
  const walked = await walkTree(root, options.signal);
  const files: SurveyedFile[] = [];
  const manifests: Manifest[] = [];
  const leftOut = { binary: 0, tooLarge: 0, unreadable: walked.unreadableFolders };
  for (const [index, path] of walked.paths.entries()) {
    options.signal.throwIfAborted();
    if (index % 25 === 0) options.onProgress?.(index, walked.paths.length);
    const bytes = await readWithin(join(root, path), options.signal);
    if (typeof bytes === 'string') {
      leftOut[bytes] += 1;
      continue;
    }
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    files.push(surveyFile(path, bytes, text));
    const manifest = /(^|\/)package\.json$/.test(path) ? readManifest(path, text) : null;
    if (manifest !== null) manifests.push(manifest);
  }
  return {
    measuredAt,
    files,
    manifests,
    leftOut: { ...leftOut, bounded: walked.bounded },
    ...resolveImports(files, manifests),
  };
}

async function readWithin(
  path: string,
  signal: AbortSignal,
): Promise<Buffer | 'binary' | 'tooLarge' | 'unreadable'> {
  try {
    const bytes = await readBounded(path, signal);
    if (bytes === null) return 'tooLarge';
    return bytes.subarray(0, 8_000).includes(0) ? 'binary' : bytes;
  } catch {
    signal.throwIfAborted();
    return 'unreadable';
  }
}

function surveyFile(path: string, bytes: Buffer, text: string): SurveyedFile {
  const language = languageOf(path);
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const words = text.match(/\S+/g) ?? [];
  return {
    path,
    language,
    test: language.code && isTestPath(path),
    bytes: bytes.length,
    lines: lines.length,
    blankLines: lines.filter((line) => line.trim() === '').length,
    longestLine: lines.reduce((longest, line) => Math.max(longest, line.length), 0),
    openMarks: text.match(/\b(?:TODO|FIXME)\b/g)?.length ?? 0,
    digest: createHash('sha256').update(bytes).digest('hex'),
    words: words.length,
    differentWords: new Set(words).size,
    characters: text.length,
    opensWith: plainCell(lines.find((line) => line.trim() !== '') ?? '', 60) || '–',
    closesWith: plainCell(lines.findLast((line) => line.trim() !== '') ?? '', 60) || '–',
    inlineTests: language.name === 'Rust' && text.includes('#[cfg(test)]'),
    module: language.modules ? readModule(path, text) : null,
  };
}
