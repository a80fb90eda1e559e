import { DeliverablesError, type ErrorCode } from '@agog/deliverables-core';

/** An error as test runners know it, made without any of them. */
export const assertionError = (message: string): Error => {
  const error = new Error(message);
  error.name = 'AssertionError';
  return error;
};

/** Throws the message unless the condition holds. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw assertionError(message);
}

/** A value as a short text for messages. */
export const show = (value: unknown): string => {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** Compares two plain values. */
export const equal = (actual: unknown, expected: unknown, what: string): void => {
  check(
    Object.is(actual, expected),
    `${what} should be ${show(expected)}, but is ${show(actual)}.`,
  );
};

/** Compares two lists, or other plain data, by what they hold and in which order. */
export const sameData = (actual: unknown, expected: unknown, what: string): void => {
  check(
    JSON.stringify(actual) === JSON.stringify(expected),
    `${what} should be ${show(expected)}, but is ${show(actual)}.`,
  );
};

/** Compares two bodies byte by byte. */
export const sameBytes = (actual: Uint8Array, expected: Uint8Array, what: string): void => {
  equal(actual.length, expected.length, `The length of ${what}`);
  const index = expected.findIndex((byte, position) => actual[position] !== byte);
  check(
    index === -1,
    `Byte ${index} of ${what} should be ${expected[index]}, but is ${actual[index]}.`,
  );
};

/** Runs an operation that must fail with one of the codes, and answers the error. */
export const fails = async (
  codes: ErrorCode | readonly ErrorCode[],
  what: string,
  operation: () => Promise<unknown>,
): Promise<DeliverablesError> => {
  const allowed: readonly ErrorCode[] = typeof codes === 'string' ? [codes] : codes;
  let answer: unknown;
  try {
    answer = await operation();
  } catch (error) {
    check(
      DeliverablesError.isInstance(error),
      `${what} should fail with ${allowed.join(' or ')}, but threw ${show(error)}.`,
    );
    check(
      allowed.includes(error.code),
      `${what} should fail with ${allowed.join(' or ')}, but failed with ${error.code}: ${error.message}`,
    );
    return error;
  }
  throw assertionError(
    `${what} should fail with ${allowed.join(' or ')}, but answered ${show(answer)}.`,
  );
};
