import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

/** The most characters of a title found; a longer one is cut. */
const longestFound = 200;

/** A title as a header's value: percent-encoded UTF-8 where it is not ASCII, or is a percent sign. */
export const encodeTitle = (title: string): string =>
  // By way of UTF-8, so that a lone surrogate does not throw.
  decodeUtf8(encodeUtf8(title)).replace(/[^ -$&-~]+/g, encodeURIComponent);

/** Undoes {@link encodeTitle}; `null` for a text that is not percent-encoded UTF-8. */
export const decodeTitle = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** The first Markdown heading of level 1 in the first 4,096 characters, outside code fences and front matter. */
export const findTitle = (markdown: string): string | null => {
  const title = markdown
    .slice(0, 4096)
    .replace(/\r/g, '')
    .replace(/^\ufeff?(---\n[\s\S]*?\n---\n)?/, '')
    // From a fence to one of the same kind that is at least as long, or to the end.
    .replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(\n {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm, '')
    .match(/^ {0,3}#[ \t]+(\S.*?)([ \t]+#*)?$/m)?.[1];
  const characters = [...(title ?? '')];
  return characters.length > longestFound
    ? `${characters.slice(0, longestFound).join('')}…`
    : (title ?? null);
};
