import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { tokenPattern } from './is-token.ts';

/** A subject taken apart. */
export interface ParsedSubject {
  readonly kind: 'report' | 'notice';
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

const name = `\\.(${tokenPattern})`;
const grammar = new RegExp(`^(${tokenPattern})\\.(deliverables|notices)${name}${name}${name}$`);

/** Undoes `buildReportSubject` and `buildNoticeSubject`; `null` for every other subject. */
export const parseSubject = (subject: string, prefix: string): ParsedSubject | null => {
  const [, first, second, agent = '', taskType = '', featureName = ''] =
    grammar.exec(subject) ?? [];
  const kind = second === 'notices' ? 'notice' : 'report';
  return first === prefix ? { kind, agent, taskType, featureName } : null;
};

/**
 * The parts of a report's channel.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const parseChannel = (channel: string, prefix: string): ParsedSubject => {
  const parts = parseSubject(channel, prefix);
  return parts?.kind === 'report'
    ? parts
    : fail(
        'invalid_subject',
        `${quote(channel)} is not the channel of a report.`,
        `A channel is ${prefix}.deliverables.<agent>.<type>.<feature>.`,
      );
};
