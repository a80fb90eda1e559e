import type { Metadata } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';

/**
 * Metadata from the command line: `key=text`, or `key:=JSON` for anything else than a text.
 *
 * @throws DeliverablesError `invalid_metadata`
 */
export const parseMetadata = (pairs: readonly string[]): Metadata => {
  const parsed = pairs.map(parsePair);
  const names = parsed.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    const hint = `For several values write one list: --meta '${twice}:=["one","two"]'.`;
    fail('invalid_metadata', `--meta ${twice} is given more than once.`, hint);
  }
  return Object.fromEntries(parsed);
};

const parsePair = (pair: string): readonly [string, unknown] => {
  const [, key, isJson, text = ''] = /^([^=]*?)(:?)=(.*)$/s.exec(pair) ?? [];
  if (!key) {
    return fail(
      'invalid_metadata',
      `--meta ${JSON.stringify(pair)} is not a pair.`,
      'Write --meta key=text, or --meta key:=JSON for a number, a list or an object.',
    );
  }
  if (!isJson) return [key, text];
  try {
    return [key, JSON.parse(text)];
  } catch {
    return fail(
      'invalid_metadata',
      `What follows := in --meta ${key} is not JSON.`,
      `Write it such as --meta '${key}:=3', or --meta ${key}=text for a text.`,
    );
  }
};
