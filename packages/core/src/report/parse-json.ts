/** Whether a value is an object with names, not a list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text, `undefined` when it is none. */
export const parseJson = (
  text: string,
  reviver?: (key: string, value: unknown) => unknown,
): unknown => {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
};
