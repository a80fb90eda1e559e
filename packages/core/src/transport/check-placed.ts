import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import type { PlacedMessage } from './stream-admin.ts';

/**
 * Checks a copy before it is stored. Messages of other programs are more than what is written here: any header and any
 * subject will do that a store can give back as it was.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkPlaced = (message: PlacedMessage): void => {
  const { subject, headers, body, sequence } = Object(message) as PlacedMessage;
  checkWholeNumber('sequence', sequence ?? Number.NaN, 1);
  const isSubject = typeof subject === 'string' && /^[^\s\0.]+(\.[^\s\0.]+)*$/.test(subject);
  checkArgument(isSubject, 'subject', subject, 'tokens separated by dots');
  checkArgument(Array.isArray(headers), 'headers', headers, 'a list of names with values');
  for (const [name, value] of headers) {
    checkArgument(/^[^\s\0:]+$/.test(name), 'a header', name, 'a name without space and colon');
    checkArgument(!/[\r\n\0]/.test(value), `the header ${name}`, value, 'one line');
  }
  const tag: unknown = Object(body)[Symbol.toStringTag];
  checkArgument(tag === 'Uint8Array', 'body', body, 'a Uint8Array');
};
