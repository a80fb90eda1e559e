import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';

/** How far into a report its title is looked for, in characters. */
const scannedLength = 4096;

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

/** The first Markdown heading of level 1 near the start of a text, outside code fences and front matter. */
export const findTitle = (markdown: string): string | null => {
  const lines = markdown
    .slice(0, scannedLength)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const frontMatterEnd = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  let fence: string | null = null;
  for (const line of lines.slice(frontMatterEnd + 1)) {
    const marks: string | null = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null) fence = marks;
    else if (marks?.startsWith(fence) && line.trim() === marks) fence = null;
    if (fence !== null) continue;
    const title = /^ {0,3}#[ \t]+(.*)$/
      .exec(line)?.[1]
      ?.replace(/[ \t]#+[ \t]*$/, '')
      .trim();
    if (!title) continue;
    const characters = [...title];
    return characters.length > longestFound
      ? `${characters.slice(0, longestFound).join('')}…`
      : title;
  }
  return null;
};
