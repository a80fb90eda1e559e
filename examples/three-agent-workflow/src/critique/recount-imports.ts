import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { impliedEndings } from '../source-tree/resolve-imports.ts';

/** What an import leads to: a file of the tree, a package from outside, or nothing that is counted. */
export type ImportTarget =
  | { readonly file: string }
  | { readonly external: string }
  | { readonly nothing: true };

/**
 * Builds the answer to "what does this import mean?" from the other side: every file is entered under each name that
 * an import may call it by, the better name winning.
 */
export function recountImportTargets(
  paths: readonly string[],
  packages: ReadonlyMap<string, string>,
): (importer: string, specifier: string) => ImportTarget {
  const names = new Map<string, { readonly rank: number; readonly path: string }>();
  const enter = (name: string, rank: number, path: string): void => {
    const known = names.get(name);
    if (known === undefined || rank < known.rank) names.set(name, { rank, path });
  };
  for (const path of paths) {
    enter(path, 0, path);
    const { dir, name, ext } = posix.parse(path);
    const stem = posix.join(dir, name);
    const typed = ['.ts', '.tsx', '.mts', '.cts'].indexOf(ext);
    if (typed !== -1) {
      for (const script of ['.js', '.jsx', '.mjs', '.mjsx', '.cjs', '.cjsx']) {
        enter(stem + script, 1 + typed, path);
      }
    }
    const implied = impliedEndings.indexOf(ext);
    if (implied === -1) continue;
    enter(stem, 10 + implied, path);
    if (name === 'index') enter(dir === '' ? '.' : dir, 30 + implied, path);
  }
  return (importer, specifier) => {
    if (specifier.startsWith('.')) {
      const place = posix.normalize(`${posix.dirname(importer)}/${specifier}`);
      const found = names.get(place.endsWith('/') ? place.slice(0, -1) : place);
      return found === undefined ? { nothing: true } : { file: found.path };
    }
    const name = packageName(specifier);
    if (name === null) return { nothing: true };
    const manifest = packages.get(name);
    return manifest === undefined ? { external: name } : { file: manifest };
  };
}

function packageName(specifier: string): string | null {
  if (isBuiltin(specifier)) return null;
  const parts = specifier.split('/');
  const scoped = specifier.startsWith('@');
  const words = scoped ? [parts[0]?.slice(1), parts[1]] : [parts[0]];
  const valid = words.every((word) => /^[a-z\d~-][a-z\d._~-]*$/i.test(word ?? ''));
  return valid ? parts.slice(0, words.length).join('/') : null;
}
