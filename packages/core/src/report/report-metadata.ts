import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Metadata } from '../roster/roster.ts';

/** The most characters of metadata as one line of ASCII JSON: what a head may cost. */
const maximumLength = 16_384;

const maximumDepth = 16;

const refusal = (path: string, fault: string): DeliverablesError =>
  new DeliverablesError({
    code: 'invalid_metadata',
    message: `${path} ${fault}.`,
    hint: 'Metadata is a small JSON object.',
    details: { path },
  });

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Any realm's Object.prototype is the one whose own prototype is null.
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** Looks at every value, so that nothing changes or vanishes silently when it is written. */
const checkJson = (value: unknown, path: string, depth: number): void => {
  if (/string|boolean/.test(typeof value) || value === null || Number.isFinite(value)) return;
  if (typeof value !== 'object' || !isPlain(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    throw refusal(path, `is ${typeof value === 'number' ? value : kind}, which is not JSON`);
  }
  if (depth > maximumDepth) throw refusal(path, 'is nested too deeply, or in a circle');
  const isArray = Array.isArray(value);
  // Spread, because the holes of an array are undefined and not skipped.
  for (const [key, member] of Object.entries(isArray ? [...value] : value)) {
    if (key === '__proto__') throw refusal(path, 'has a property named __proto__');
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
  const text = JSON.stringify(metadata).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (!text.startsWith('{')) throw refusal('metadata', 'is no object');
  if (text.length <= maximumLength) return text;
  throw refusal('metadata', `has ${text.length} characters, ${maximumLength} at most`);
};

const withoutPrototypes = (key: string, value: unknown): unknown =>
  key === '__proto__' ? undefined : value;

/** The JSON object that a text holds, without any property named `__proto__`; `null` where it holds none. */
export const parseJsonObject = (text: string): Metadata | null => {
  try {
    // An escape may hide the name.
    const reviver = /__proto__|\\u00/i.test(text) ? withoutPrototypes : undefined;
    const value: unknown = JSON.parse(text, reviver);
    // The cast: an object that is no array is a record of unknown values.
    return typeof value === 'object' && !Array.isArray(value) ? (value as Metadata | null) : null;
  } catch {
    return null;
  }
};
