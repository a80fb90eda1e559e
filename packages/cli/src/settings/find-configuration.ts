import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '@agog/deliverables-core/transport';
import type { ParseError } from 'jsonc-parser';
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
export const findConfiguration = async (
  folder: string,
  given: string | undefined,
): Promise<FoundConfiguration | null> => {
  const hasOne = (one: string) => existsSync(join(one, configurationName));
  const found = given === undefined ? findUpwards(folder, hasOne) : null;
  if (given === undefined && found === null) return null;
  const path = found === null ? resolve(folder, given ?? '') : join(found, configurationName);
  return { path, configuration: checkConfiguration(await readJson(path), path) };
};

const readJson = async (path: string): Promise<unknown> => {
  let text = '';
  try {
    // Editors of Windows begin a file with a byte order mark.
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    fail('invalid_argument', `${path} cannot be read.`, 'agog init writes one.', undefined, error);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold what must not be printed.
    const hint =
      'Mend it, or write a new one by agog init. Comments and trailing commas are no JSON.';
    return fail('invalid_argument', `${path} is not JSON: ${await placeOfError(text)}.`, hint);
  }
};

/** Where a text stops being JSON: `line 3, column 7`. */
const placeOfError = async (text: string): Promise<string> => {
  const { parse } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const lines = text.slice(0, errors[0]?.offset ?? 0).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
};
