/** A token of a subject: 1 to 128 ASCII letters, digits, `-` and `_`, beginning with a letter or digit. */
export const tokenPattern = '[A-Za-z0-9][\\w-]{0,127}';

const grammar = new RegExp(`^${tokenPattern}$`);

/** Whether a value can be one token of a subject. */
export const isToken = (value: unknown): boolean =>
  typeof value === 'string' && grammar.test(value);
