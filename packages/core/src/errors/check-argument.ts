import { DeliverablesError } from './deliverables-error.ts';

/** How a value that is not as it must be is shown. */
const show = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

/**
 * Throws unless the condition holds: `maxAge must be a whole number from 1, not 0.`
 *
 * @throws DeliverablesError `invalid_argument` with the details `name` and `value`
 */
export const checkArgument = (
  condition: boolean,
  name: string,
  value: unknown,
  rule: string,
): void => {
  if (condition) return;
  throw new DeliverablesError({
    code: 'invalid_argument',
    message: `${name} must be ${rule}, not ${show(value)}.`,
    hint: `Pass ${rule}.`,
    details: { name, value },
  });
};
