import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { ReportAddress } from './report.ts';

/** The error for a stored report that is not as it was published. */
export const reportDamage = (
  { channel, sequence }: Pick<ReportAddress, 'channel' | 'sequence'>,
  fault: string,
): DeliverablesError =>
  new DeliverablesError({
    code: 'integrity',
    message: `Sequence ${sequence} on ${channel} is damaged: its ${fault}.`,
    hint: 'Fetch another revision, or publish it again.',
    details: { channel, sequence },
  });
