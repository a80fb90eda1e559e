import type { Manifest } from './survey.ts';
import { comparePaths } from './tree-rules.ts';

/** Reads a `package.json`; `null` where it is not one that names a package. */
export function readManifest(path: string, text: string): Manifest | null {
  const value = parseObject(text);
  if (typeof value.name !== 'string') return null;
  const names = (...fields: readonly string[]): string[] =>
    [...new Set(fields.flatMap((field) => Object.keys(objectIn(value[field]))))].sort(comparePaths);
  return {
    path,
    name: value.name,
    version: typeof value.version === 'string' ? value.version : 'none',
    dependencies: names('dependencies', 'peerDependencies', 'optionalDependencies'),
    developmentDependencies: names('devDependencies'),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return {};
  }
}

function objectIn(value: unknown): Record<string, unknown> {
  // Any non-null object can be read by name; what is found is unknown again.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
