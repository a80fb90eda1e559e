import { parseJson } from '../report/parse-json.ts';

/** Where a JSON object stands in a text: its first character, and the one behind its last. */
type Span = readonly [start: number, end: number];

/** An opening brace whose partner has not come yet. */
interface OpenObject {
  readonly start: number;
  /** The object's own text so far, every object inside it reduced to `{}`. */
  own: string;
  /** How far the text is already in `own`. */
  copied: number;
  keys: number;
  /** The least grade of the objects inside it: 2 is JSON, 1 is JSON in escapes, 0 is neither. */
  grade: number;
  /** It is in something called `metadata`. */
  readonly aside: boolean;
}

/** A text with the escapes of a JSON string undone. */
export const unescapeText = (text: string): string =>
  text.replace(/\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/g, (sequence) => JSON.parse(`"${sequence}"`));

/**
 * The JSON objects in a text, in order; of nested ones the outermost. Not found are empty objects, objects that
 * repeat a key, and those called `metadata` in an object that is not found. Each character is looked at a few times at
 * most, whatever the braces.
 *
 * A brace counts outside strings only, and what is a string depends on where the object begins: on whether an even or
 * an odd number of quotes stands before it. So braces are paired in two groups side by side, and a stray quote in the
 * prose before an object does not hide it.
 */
export const findJsonObjects = (text: string): Span[] => {
  const found: Span[] = [];
  let open: OpenObject[] = [];
  let openInStrings: OpenObject[] = [];
  for (const { 0: mark, index } of text.matchAll(/\\["\\]|["{}:]/g)) {
    const inner = open.at(-1);
    if (mark === '"') {
      [open, openInStrings] = [openInStrings, open];
    } else if (mark === '{') {
      const aside =
        inner?.aside || /metadata"\s*:[\s[]*$/.test(text.slice(Math.max(0, index - 20), index));
      open.push({ start: index, own: '', copied: index, keys: 0, grade: 2, aside });
    } else if (mark === ':' && inner) {
      inner.keys++;
    } else if (mark === '}' && inner) {
      open.pop();
      close(inner, open.at(-1), index + 1);
    }
  }
  return found;

  function close(object: OpenObject, outer: OpenObject | undefined, end: number): void {
    const { start, keys } = object;
    const own = object.own + text.slice(object.copied, end);
    const grade = object.grade && Math.min(object.grade, gradeOf(own, keys));
    if (outer) {
      outer.own += `${text.slice(outer.copied, start)}{}`;
      outer.copied = end;
      outer.grade = Math.min(outer.grade, grade);
    }
    // An escaped object is found whole once its escapes are undone.
    if (grade > 0) while ((found.at(-1)?.[0] ?? -1) > start) found.pop();
    if (grade > 1 && keys > 0 && !object.aside) found.push([start, end]);
  }
};

const gradeOf = (own: string, keys: number): number => {
  // Parsing what cannot be an object is the slow part of a text full of braces.
  const value = (keys > 0 ? /^\{\s*"/ : /^\{\s*\}/).test(own) && parseJson(own);
  // A key that stands twice leaves fewer keys than colons.
  if (value && Object.keys(value).length === keys) return 2;
  return /^\{\s*\\/.test(own) && parseJson(unescapeText(own)) ? 1 : 0;
};
