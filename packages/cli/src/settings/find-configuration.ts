import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '@agog/deliverables-core/transport';
import { checkConfiguration } from './check-configuration.ts';
import { configurationName, type FoundConfiguration } from './configuration.ts';

/** The nearest folder, this one or above it, for which something holds. */
export const findUpwards = (folder: string, holds: (folder: string) => boolean): string | null => {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (holds(current)) return current;
    if (dirname(current) === current) return null;
  }
};

/**
 * The configuration at a path, or else the nearest one upwards; `null` when there is none.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const findConfiguration = (
  folder: string,
  given: string | undefined,
): FoundConfiguration | null => {
  const hasOne = (one: string) => existsSync(join(one, configurationName));
  const found = given === undefined ? findUpwards(folder, hasOne) : null;
  if (given === undefined && found === null) return null;
  const path = found === null ? resolve(folder, given ?? '') : join(found, configurationName);
  return { path, configuration: checkConfiguration(readJson(path), path) };
};

const readJson = (path: string): unknown => {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    fail('invalid_argument', `${path} cannot be read.`, 'agog init writes one.', undefined, error);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold what must not be printed.
    return fail(
      'invalid_argument',
      `${path} is not JSON.`,
      'Mend it, or write a new one by agog init.',
    );
  }
};
