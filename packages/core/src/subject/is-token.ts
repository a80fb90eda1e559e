/** The most characters a token may have: a subject of five such tokens stays far below what a server accepts. */
export const maximumTokenLength = 128;

/** Per character code: 1 may stand anywhere in a token, 2 anywhere but first. */
const roles = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789') {
  roles[character.charCodeAt(0)] = 1;
}
for (const character of '-_') roles[character.charCodeAt(0)] = 2;

/** Where a text stops being a token: the index of the first character that may not stand there, -1 if there is none. */
export const findIllegalCharacter = (text: string): number => {
  for (let index = 0; index < text.length; index++) {
    const role = roles[text.charCodeAt(index)] ?? 0;
    if (role === 0 || (role === 2 && index === 0)) return index;
  }
  return -1;
};

/**
 * Whether a text can be one token of a subject: 1 to 128 ASCII letters, digits, `-` and `_`, beginning with a letter
 * or digit.
 */
export const isToken = (value: string): boolean => {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= maximumTokenLength &&
    findIllegalCharacter(value) < 0
  );
};
