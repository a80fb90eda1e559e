import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Metadata } from '../roster/roster.ts';
import { quote } from '../subject/quote.ts';

/** The most characters of metadata as one line of ASCII JSON: what a head may cost. */
const maximumLength = 16_384;

const maximumDepth = 64;

const refusal = (message: string, details: Record<string, unknown>): DeliverablesError =>
  new DeliverablesError({
    code: 'invalid_metadata',
    message,
    hint: 'Metadata is a small JSON object: texts, finite numbers, booleans, null, arrays and plain objects.',
    details,
  });

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Any realm's Object.prototype is the one whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** What a value that is not JSON is called. */
const describe = (value: unknown): string => {
  if (typeof value === 'number' || value === undefined) return String(value);
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  return `a ${value.constructor?.name ?? 'special object'}`;
};

/**
 * Metadata as one line of ASCII JSON. A property that is undefined is left out, as everywhere in JSON.
 *
 * @throws DeliverablesError `invalid_metadata` that names the path of what is not JSON, or says that there are more
 * than 16,384 characters
 */
export const encodeMetadata = (metadata: Metadata): string => {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    throw refusal(`metadata must be an object, not ${quote(metadata)}.`, { path: 'metadata' });
  }
  let text = '';
  const write = (piece: string): void => {
    text += piece.replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    // Here and not at the end: an object that is referred to twice at every level doubles at every level.
    if (text.length <= maximumLength) return;
    throw refusal(`The metadata has more than ${maximumLength} characters as ASCII JSON.`, {
      maximumLength,
    });
  };
  const writeValue = (value: unknown, path: string, within: readonly object[]): void => {
    if (
      value === null ||
      typeof value === 'boolean' ||
      typeof value === 'string' ||
      Number.isFinite(value)
    ) {
      write(JSON.stringify(value));
      return;
    }
    const isArray = Array.isArray(value);
    if (typeof value !== 'object' || !(isArray || isPlainObject(value))) {
      throw refusal(`${path} is ${describe(value)}, which is not JSON.`, { path });
    }
    if (within.includes(value)) throw refusal(`${path} refers back to what holds it.`, { path });
    if (within.length === maximumDepth) {
      throw refusal(`${path} is nested deeper than ${maximumDepth} levels.`, { path });
    }
    const inner = [...within, value];
    write(isArray ? '[' : '{');
    let separator = '';
    // Spread, because the holes of an array are undefined and not skipped.
    for (const [key, member] of isArray ? [...value].entries() : Object.entries(value)) {
      const memberPath = isArray ? `${path}[${key}]` : `${path}.${key}`;
      if (!isArray && member === undefined) continue;
      if (key === '__proto__') throw refusal(`${memberPath} is not a name to use.`, { path });
      write(isArray ? separator : `${separator}${JSON.stringify(key)}:`);
      writeValue(member, memberPath, inner);
      separator = ',';
    }
    write(isArray ? ']' : '}');
  };
  writeValue(metadata, 'metadata', []);
  return text;
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
