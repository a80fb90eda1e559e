/** A value of a JSON text, by where it stands. */
export interface JsonValue {
  /** Its JSON Pointer (RFC 6901): `''` for the whole. */
  readonly pointer: string;
  /** The names and indexes down to it. */
  readonly keys: readonly string[];
  /** Where its name begins; `start` where it has none. */
  readonly memberStart: number;
  readonly start: number;
  readonly end: number;
}

/** A name as it stands in a JSON Pointer. */
const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The offset after a string that begins at `start`. */
const skipString = (text: string, start: number): number => {
  let quote = text.indexOf('"', start + 1);
  for (;;) {
    let backslashes = 0;
    while (text.charAt(quote - 1 - backslashes) === '\\') backslashes++;
    if (backslashes % 2 === 0 || quote < 0) return quote < 0 ? text.length : quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
};

/** The offset of the next value or name, or of the end of what holds it. */
const skipSpace = (text: string, start: number): number => {
  const space = /[\s,:]*/y;
  space.lastIndex = start;
  space.exec(text);
  return space.lastIndex;
};

/** The offset after a value of a text that is known to be JSON. Nothing calls itself, however deep the value is. */
const skipValue = (text: string, start: number): number => {
  if (!/["[{]/.test(text.charAt(start))) {
    const literal = /[^\s,\]}]+/y;
    literal.lastIndex = start;
    literal.exec(text);
    return literal.lastIndex;
  }
  let depth = 0;
  let offset = start;
  do {
    const character = text[offset];
    if (character === '"') offset = skipString(text, offset);
    else {
      if (character === '{' || character === '[') depth++;
      else if (character === '}' || character === ']') depth--;
      offset++;
    }
  } while (depth > 0 && offset < text.length);
  return offset;
};

/** A text as JSON, or `null` where it is none. */
export const parseJsonText = (text: string): JsonValue | null => {
  const start = skipSpace(text, text.startsWith('\ufeff') ? 1 : 0);
  try {
    JSON.parse(text.slice(start));
  } catch {
    return null;
  }
  return { pointer: '', keys: [], memberStart: start, start, end: skipValue(text, start) };
};

/** What an object or a list holds, in the order of the text; nothing for any other value. Of equal names the last one counts. */
export const membersOf = (text: string, value: JsonValue): readonly JsonValue[] => {
  const kind = text.charAt(value.start);
  if (kind !== '{' && kind !== '[') return [];
  const members = new Map<string, JsonValue>();
  let offset = skipSpace(text, value.start + 1);
  for (let index = 0; offset < value.end - 1; index++) {
    let key = String(index);
    const memberStart = offset;
    if (kind === '{') {
      const end = skipString(text, offset);
      // A JSON string, since the text is JSON.
      key = JSON.parse(text.slice(offset, end)) as string;
      offset = skipSpace(text, end);
    }
    const end = skipValue(text, offset);
    const pointer = `${value.pointer}/${escapeKey(key)}`;
    members.set(key, { pointer, keys: [...value.keys, key], memberStart, start: offset, end });
    offset = skipSpace(text, end);
  }
  return [...members.values()];
};
