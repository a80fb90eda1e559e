import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { parseJson } from '../report/parse-json.ts';
import { findJsonObjects, unescapeText } from './find-json-objects.ts';
import { looksLikeNotice, type ReadFields, readFields, readsLikeNotice } from './read-fields.ts';

/** How many objects, arrays and texts may lie within each other; deeper ones are not looked at. */
const deepest = 64;

// A raw escape character, or one of these prefixes at the start of a line, is never part of JSON: terminal colours,
// quoted mail, tags, and the names that container logs put before each line.
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with this one
const decoration = /\u001b\[[\d;?]*[A-Za-z]|(?<![^\n])[^"{}\n]*[|>]/g;

/** The beginning of an object in an escaped text: `{\"` or `{\n`, or escaped once more. */
const escapedObject = /\{\s*\\[nrt"\\]/;

/** The agent of a template is no name: `<agent>`, `{{agent}}`, `...` */
const template = /agent["'”]\s*:\s*["'“]?[^\w"'“\s]/i;

/** Throws the error for a notice that is no JSON, or is cut off. */
export const failUnreadable = (piece: string): never =>
  fail(
    'invalid_notice',
    `A notice is cut off or no JSON: ${quote(piece)}.`,
    'It must be one JSON object, complete, in double quotes, each key once.',
  );

/**
 * The fields of every object in a text that means to be a notice, in the order of the text: also of those in texts
 * inside the JSON there, and in texts that stand escaped. Not looked into are notices themselves and whatever is called
 * `metadata`.
 *
 * @throws DeliverablesError `invalid_notice` where a notice is cut off or is no JSON, unless it is a template.
 */
export const findNotices = (text: string): ReadFields[] => {
  const found: ReadFields[] = [];
  visit(text, 0);
  return found;

  function visitText(raw: string, depth: number): void {
    const text = raw.replace(decoration, '');
    let rest = '';
    let from = 0;
    for (const [start, end] of [...findJsonObjects(text), [text.length, text.length] as const]) {
      if (start < from) continue;
      const gap = text.slice(from, start);
      if (!escapedObject.test(gap)) rest += `${gap}0`;
      else if (depth < deepest) visitText(unescapeText(gap), depth + 1);
      visit(parseJson(text.slice(start, end)), depth + 1);
      from = end;
    }
    const broken = rest
      .split(/(?={)/)
      .find((piece) => readsLikeNotice(piece) && !template.test(piece));
    if (broken !== undefined) failUnreadable(broken);
  }

  function visit(value: unknown, depth: number): void {
    if (depth > deepest) return;
    if (typeof value === 'string' && value.includes('{')) visitText(value, depth);
    if (typeof value !== 'object' || value === null) return;
    const fields = readFields(value);
    const isNotice = looksLikeNotice(fields);
    if (isNotice) found.push(fields);
    // Without a channel and a summary it may as well be the envelope of one.
    if (isNotice && (fields.nats_channel ?? fields.summary) !== undefined) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'metadata') visit(inner, depth + 1);
    }
  }
};
