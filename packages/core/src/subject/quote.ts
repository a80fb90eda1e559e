/** A character as `U+0000`. */
const codePointName = (character: string): string =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;

/** A value for a message: strings in quotes, cut at 60 characters, with nothing in them that a terminal would act on. */
export const quote = (value: unknown): string => {
  if (typeof value !== 'string') return typeof value;
  const visible = value
    .slice(0, 60)
    .replace(/(?! )[\p{C}\p{Z}]/gu, (character) => `<${codePointName(character)}>`);
  return `"${visible}${value.length > 60 ? '…' : ''}"`;
};

/** A character for a message, by name where it cannot be seen. */
export const describeCharacter = (character: string): string => {
  if (character === ' ') return 'a space';
  if (character === '.') return 'a dot';
  if (/[!-~]/.test(character)) return `"${character}"`;
  const name = codePointName(character);
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? name : `"${character}" (${name})`;
};
