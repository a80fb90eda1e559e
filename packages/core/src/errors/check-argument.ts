import { fail } from './fail.ts';
import { quote } from './quote.ts';

/**
 * Throws unless the condition holds: `maxAge must be a whole number from 1, not 0.`
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkArgument = (
  condition: boolean,
  name: string,
  value: unknown,
  rule: string,
): void => {
  if (condition) return;
  const message = `${name} must be ${rule}, not ${quote(value)}.`;
  fail('invalid_argument', message, `Pass ${rule}.`);
};

/** {@link checkArgument} for what must be an object, such as the options of a call. */
export const checkObject = (name: string, value: unknown, rule = 'an object'): void =>
  checkArgument(Object(value) === value, name, value, rule);

/** {@link checkArgument} for a number that may be left out: a whole one, from `least`. */
export const checkWholeNumber = (name: string, value: number | undefined, least: number): void => {
  const holds = value === undefined || (Number.isSafeInteger(value) && value >= least);
  checkArgument(holds, name, value, `a whole number from ${least}`);
};
