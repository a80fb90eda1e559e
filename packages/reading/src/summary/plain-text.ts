/** Markdown's marks, and what stands in their place. Every repetition is bounded, since texts come from anywhere. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/<!--.{0,2000}?-->/gs, ' '],
  // Images and links, with up to one pair of brackets inside.
  [
    /!?\[((?:[^[\]]|\[[^[\]]{0,200}\]){0,500})\](?:\([^()\s]{0,1000}(?:\s"[^"]{0,300}")?\)|\[[^[\]]{0,200}\])/g,
    '$1',
  ],
  [/\[\^[^\]\s]{1,50}\]/g, ''],
  [/<(https?:\/\/[^<>\s]{1,1000})>/g, '$1'],
  [/<\/?[a-z][^<>]{0,500}>/gi, ' '],
  [/(`{1,3})([^`]{1,500})\1/g, '$2'],
  [/(\*{1,3}|~~)(?=\S)([^*~]{1,1000}?)(?<=\S)\1/g, '$2'],
  [/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]{1,1000}?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2'],
  [/\\([!-/:-@[-`{-~])/g, '$1'],
  // Half of a character is none.
  [/\p{Cs}/gu, '\ufffd'],
  // Control characters, and those that turn the direction of what follows.
  [/[\p{Cc}\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' '],
];

/** What stands before the text of a line: of a quote, a list's item, a task, a heading. */
const lineStart =
  /^[ \t]{0,20}(?:>[ \t]?|[-+*][ \t]+|\d{1,9}[.)][ \t]+|\[[ xX]\][ \t]+|#{1,6}[ \t]+)*/gm;

/** A text without the marks of Markdown, on one line. Light: what is not surely a mark stays. */
export const plainText = (markdown: string): string =>
  marks
    .reduce((text, [mark, instead]) => text.replace(mark, instead), markdown.replace(lineStart, ''))
    .trim();
