import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Manifest, SurveyedFile } from './survey.ts';

/** Endings that an import may leave out, in the order they are tried. */
export const impliedEndings: readonly string[] = [
  ...['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte'],
];

/** What the imports of a tree lead to. */
export interface ResolvedImports {
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  readonly importedBy: ReadonlyMap<string, ReadonlySet<string>>;
  readonly externals: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Follows every import: to a file by its relative path, to a `package.json` by its package's name, or out of the tree. */
export function resolveImports(
  files: readonly SurveyedFile[],
  manifests: readonly Manifest[],
): ResolvedImports {
  const known = new Set(files.map((file) => file.path));
  const packages = new Map<string, string>();
  for (const manifest of manifests) {
    if (!packages.has(manifest.name)) packages.set(manifest.name, manifest.path);
  }
  const imports = new Map<string, Set<string>>();
  const importedBy = new Map<string, Set<string>>();
  const externals = new Map<string, Set<string>>();
  for (const file of files) {
    for (const specifier of file.module?.specifiers ?? []) {
      const packageName = packageOf(specifier);
      const target = specifier.startsWith('.')
        ? resolveRelative(file.path, specifier, known)
        : packages.get(packageName ?? '');
      if (target !== undefined && target !== file.path) {
        addTo(imports, file.path, target);
        addTo(importedBy, target, file.path);
      } else if (target === undefined && packageName !== null) {
        addTo(externals, packageName, file.path);
      }
    }
  }
  return { imports, importedBy, externals };
}

/** The package that a bare import names, or `null` for a path, a built-in module, an alias or an address. */
export function packageOf(specifier: string): string | null {
  const match = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(?=\/|$)/i.exec(specifier);
  return match === null || isBuiltin(specifier) ? null : match[0];
}

function resolveRelative(
  importer: string,
  specifier: string,
  known: ReadonlySet<string>,
): string | undefined {
  const path = posix.join(posix.dirname(importer), specifier).replace(/\/$/, '');
  const withoutScript = path.replace(/\.(m|c)?jsx?$/, '');
  const candidates = [
    path,
    // An import may name the JavaScript that a TypeScript file will become.
    ...(withoutScript === path
      ? []
      : ['.ts', '.tsx', '.mts', '.cts'].map((ending) => withoutScript + ending)),
    ...impliedEndings.map((ending) => path + ending),
    ...impliedEndings.map((ending) => posix.join(path, `index${ending}`)),
  ];
  return candidates.find((candidate) => known.has(candidate));
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
