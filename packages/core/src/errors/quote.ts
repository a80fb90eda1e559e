/**
 * A value for a message: strings in quotes, cut at 60 characters, with nothing in them that a terminal would act on;
 * of an object only that it is one.
 */
export const quote = (value: unknown): string => {
  // Objects are not asked for a text: some have none.
  if (Object(value) === value) return typeof value;
  if (typeof value !== 'string') return String(value);
  const visible = value
    .slice(0, 60)
    .replace(
      /(?! )[\p{C}\p{Z}]/gu,
      (character) => `<U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}>`,
    );
  return `"${visible}${value.length > 60 ? '…' : ''}"`;
};
