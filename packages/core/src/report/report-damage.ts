import { fail } from '../errors/fail.ts';
import type { ReportAddress } from './report.ts';

type Revision = Pick<ReportAddress, 'channel'> & { readonly sequence?: number | undefined };

/** A report for a message: `Sequence 42 on agog.deliverables.…`, or `The latest report on` it. */
export const describeRevision = ({ channel, sequence }: Revision): string =>
  `${sequence ? `Sequence ${sequence}` : 'The latest report'} on ${channel}`;

/** Throws the error for a stored report that is not as it was published. */
export const failDamaged = (revision: Revision, fault: string): never => {
  const { channel, sequence } = revision;
  return fail(
    'integrity',
    `${describeRevision(revision)} is damaged: its ${fault}.`,
    'Fetch another revision, or publish it again.',
    { channel, sequence },
  );
};
