import { checkToken } from './check-token.ts';

/** What a subject is made of. */
export interface SubjectParts {
  /** The first token: the roster's prefix, `agog` by default. */
  readonly prefix: string;
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

/** The second token of a subject. */
export const kindTokens = { report: 'deliverables', notice: 'notices' } as const;

const buildSubject = (kind: keyof typeof kindTokens, parts: SubjectParts): string => {
  checkToken(parts.prefix, 'prefix');
  checkToken(parts.agent, 'agent');
  checkToken(parts.taskType, 'task type');
  checkToken(parts.featureName, 'feature');
  return `${parts.prefix}.${kindTokens[kind]}.${parts.agent}.${parts.taskType}.${parts.featureName}`;
};

/**
 * The subject of a report, which is its channel: `agog.deliverables.cynthia.research.customer-search`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildReportSubject = (parts: SubjectParts): string => {
  return buildSubject('report', parts);
};

/**
 * The subject of the notices on a report: `agog.notices.cynthia.research.customer-search`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildNoticeSubject = (parts: SubjectParts): string => {
  return buildSubject('notice', parts);
};
