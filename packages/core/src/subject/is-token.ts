/**
 * Whether a text can be one token of a subject: 1 to 128 ASCII letters, digits, `-` and `_`, beginning with a letter
 * or digit.
 */
export const isToken = (text: string): boolean =>
  typeof text === 'string' && /^[A-Za-z0-9][\w-]{0,127}$/.test(text);
