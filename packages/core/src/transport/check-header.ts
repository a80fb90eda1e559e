import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';

/** Whether a value can be a header's. Readers trim values, so that a space counts at neither end. */
export const isHeaderValue = (value: unknown): boolean =>
  typeof value === 'string' && /^([!-~]([ -~]*[!-~])?)?$/.test(value);

/**
 * Checks one header. Names are visible ASCII without colon; values are ASCII without control characters and without a
 * space at either end.
 *
 * @throws DeliverablesError `invalid_header`
 */
export const checkHeader = (name: string, value: string): void => {
  if (typeof name === 'string' && /^[!-9;-~]+$/.test(name) && isHeaderValue(value)) return;
  fail(
    'invalid_header',
    `${quote(name)} with the value ${quote(value)} is no header.`,
    'Use visible ASCII, no colon in the name; percent-encode the rest.',
  );
};
