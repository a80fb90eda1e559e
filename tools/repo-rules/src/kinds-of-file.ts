const code = /\.(?:ts|mts|mjs|js)$/;
const test = /\.(?:test|test-d|fixture)\.ts$/;

/** Whether a path is code of this repository, wherever it stands. */
export function isCode(path: string): boolean {
  return code.test(path) && !path.endsWith('.d.ts');
}

/** Whether a path is a test, of values or of types, or what only tests use. */
export function isTest(path: string): boolean {
  return test.test(path);
}

/** Whether a path is code that gets published. */
export function isProduct(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path) && isCode(path) && !isTest(path);
}

/** Whether a path is the configuration of a tool, which has to export a default. */
export function isConfiguration(path: string): boolean {
  return path.endsWith('.config.ts');
}

/** The folder of the workspace project that a path belongs to: `packages/core`, `benchmarks`, or `.` for the root. */
export function projectOf(path: string): string {
  return /^(?:(?:packages|examples|tools)\/[^/]+|benchmarks)(?=\/)/.exec(path)?.[0] ?? '.';
}
