import { fail } from '../errors/fail.ts';
import type { Metadata } from '../roster/roster.ts';
import { isObject, parseJson } from './parse-json.ts';

/** The most characters of metadata as one line of ASCII JSON: what a head may cost. */
const maximumLength = 16_384;

const maximumDepth = 16;

function refuse(path: string, fault: string): never {
  fail('invalid_metadata', `${path} ${fault}.`, 'Metadata is a small JSON object.', { path });
}

/** What JSON would change: dates and maps, and whatever brings its own way to be written. */
const isPlain = (value: object): boolean =>
  Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value);

/** Looks at every value, so that nothing changes or vanishes silently when it is written. */
const checkJson = (value: unknown, path: string, depth: number): void => {
  if (/string|boolean/.test(typeof value) || value === null || Number.isFinite(value)) return;
  const isArray = Array.isArray(value);
  if (typeof value !== 'object' || !(isArray || isPlain(value))) refuse(path, 'is no JSON');
  if (depth > maximumDepth) refuse(path, 'is nested too deeply, or in a circle');
  // Spread, because the holes of an array are undefined and not skipped.
  for (const [key, member] of Object.entries(isArray ? [...value] : value)) {
    if (key === '__proto__') refuse(path, 'has a property named __proto__');
    if (isArray || member !== undefined) checkJson(member, `${path}.${key}`, depth + 1);
  }
};

/**
 * Metadata as one line of ASCII JSON. A property that is undefined is left out, as everywhere in JSON.
 *
 * @throws DeliverablesError `invalid_metadata` that names the path of what is not JSON, or the length where there are
 * more than 16,384 characters
 */
export const encodeMetadata = (metadata: Metadata): string => {
  checkJson(metadata, 'metadata', 1);
  if (!isObject(metadata)) refuse('metadata', 'is no object');
  const text = escapeJson(JSON.stringify(metadata), /[\u007f-\uffff]/g);
  if (text.length <= maximumLength) return text;
  return refuse('metadata', `has ${text.length} characters, ${maximumLength} at most`);
};

/** JSON in which some characters are written as `\u0000`. */
export const escapeJson = (json: string, characters: RegExp): string =>
  json.replace(
    characters,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The JSON object that a text holds, without any property named `__proto__`; `null` where it holds none. */
export const parseJsonObject = (text: string): Metadata | null => {
  // A reviver is slow, and only such a text can hold the name: plain, or with an escape in it.
  const isSuspect = /__proto__|\\/.test(text);
  const value = parseJson(
    text,
    isSuspect ? (key, inner) => (key === '__proto__' ? undefined : inner) : undefined,
  );
  return isObject(value) ? value : null;
};
