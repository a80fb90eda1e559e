import { kindTokens } from './build-subject.ts';
import { isToken } from './is-token.ts';

/** A subject taken apart. */
export interface ParsedSubject {
  readonly kind: 'report' | 'notice';
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

/** Undoes `buildReportSubject` and `buildNoticeSubject`; `null` for every other subject. */
export const parseSubject = (subject: string, prefix: string): ParsedSubject | null => {
  const [first, second, agent = '', taskType = '', featureName = '', ...rest] = subject.split(
    '.',
    6,
  );
  if (first !== prefix || rest.length > 0) return null;
  if (second !== kindTokens.report && second !== kindTokens.notice) return null;
  if (!isToken(agent) || !isToken(taskType) || !isToken(featureName)) return null;
  return { kind: second === kindTokens.report ? 'report' : 'notice', agent, taskType, featureName };
};
