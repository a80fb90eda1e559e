import { DeliverablesError } from '../errors/deliverables-error.ts';

/** Where a message is. */
interface Place {
  readonly channel: string;
  readonly sequence: number;
}

/** The error for a stored report that is not as it was published. */
export const reportDamage = (
  { channel, sequence }: Place,
  what: string,
  expected: string | number,
  actual: string | number | undefined,
): DeliverablesError =>
  new DeliverablesError({
    code: 'integrity',
    message: `Sequence ${sequence} on ${channel} is damaged: its ${what} should be ${expected}, but is ${actual ?? 'missing'}.`,
    hint: 'Fetch another revision, or publish it again.',
    details: { channel, sequence, expected, actual },
  });
