/**
 * What counts as part of a source tree. These are definitions, printed in every report: whoever checks a figure must
 * count the same things, though by other means.
 */

/** Folders that hold what tools made or fetched, by name. */
export const skippedFolders: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'vendor', 'third_party', 'Pods'],
  ...['dist', 'build', 'out', 'target', 'coverage', '__pycache__', 'venv', '.venv'],
  ...['.git', '.hg', '.svn', '.turbo', '.next', '.nuxt', '.cache', '.gradle', '.tox', '.yarn'],
  ...['.pnpm-store', '.pytest_cache', '.mypy_cache', '.idea', '.vscode'],
]);

const skippedFileNames: ReadonlySet<string> = new Set([
  ...['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  ...['deno.lock', 'Cargo.lock', 'poetry.lock', 'uv.lock', 'Pipfile.lock', 'Gemfile.lock'],
  ...['composer.lock', 'go.sum', 'flake.lock', '.DS_Store'],
]);

const skippedFilePattern =
  /^\.env(\..*)?$|\.(log|map|tsbuildinfo|pem|key|snap)$|\.min\.(js|css)$|\.(sqlite3?|db)(-wal|-shm|-journal)?$/;

/** How much of a tree is read at most; the rest is counted as left out. */
export const treeBounds = {
  /** Files, taken level by level from the top, each level in the order of its paths. */
  files: 4_000,
  /** Bytes of one file. */
  fileBytes: 1_048_576,
  /** Folders looked into. */
  folders: 20_000,
} as const;

/** Whether a file of this name is read at all: not lock files, secrets, logs or minified output. */
export function isReadFileName(name: string): boolean {
  return !skippedFileNames.has(name) && !skippedFilePattern.test(name);
}

/** Whether a path can stand in a table of a report and be read back unchanged. */
export function isNameablePath(path: string): boolean {
  return path.length <= 200 && !/[|`\\\p{Cc}\u2028\u2029]/u.test(path) && path.trim() === path;
}

/** The order of paths everywhere: by UTF-16 code units, the same on every machine. */
export function comparePaths(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A short text that fits in one table cell: one line, no table or code marks, cut at `limit` characters. */
export function plainCell(text: string, limit: number): string {
  const plain = text
    .replaceAll('|', '¦')
    .replaceAll('`', "'")
    .replaceAll('*', '·')
    .replace(/[\s\p{Cc}\\]+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= limit ? plain : `${characters.slice(0, limit - 1).join('')}…`;
}
