const longestQuoted = 60;

/** A character as `U+0000`. */
const codePointName = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

/** A value for a message: strings in quotes, cut at 60 characters, nothing in them that a terminal would act on. */
export const quote = (value: unknown): string => {
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  const shown = value.length > longestQuoted ? `${value.slice(0, longestQuoted)}…` : value;
  return `"${shown.replace(/["\\]/g, '\\$&').replace(/(?! )[\p{C}\p{Z}]/gu, codePointName)}"`;
};

/** A character for a message, by name where it cannot be seen. */
export const describeCharacter = (character: string): string => {
  if (character === ' ') return 'a space';
  if (character === '.') return 'a dot';
  if (/[\p{C}\p{Z}\p{M}]/u.test(character)) return codePointName(character);
  return character < '\u007f' ? `"${character}"` : `"${character}" (${codePointName(character)})`;
};
