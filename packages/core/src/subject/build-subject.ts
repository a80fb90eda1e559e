import { checkToken } from './check-token.ts';

/** What a subject is made of. */
export interface SubjectParts {
  /** The first token: the roster's prefix, `agog` by default. */
  readonly prefix: string;
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

/** Which subjects: whatever is left out may be anything. */
export interface FilterParts {
  readonly prefix: string;
  readonly agent?: string | undefined;
  readonly taskType?: string | undefined;
  readonly featureName?: string | undefined;
}

/** The second token of a subject: what is stored there. */
export type SubjectKind = 'deliverables' | 'notices';

const build = (
  kind: SubjectKind,
  { prefix, agent, taskType, featureName }: FilterParts,
  wildcard?: '*',
): string => {
  const token = (name: string | undefined, what: string): string => {
    if (wildcard && name === undefined) return wildcard;
    checkToken(name, what);
    return name;
  };
  checkToken(prefix, 'prefix');
  return `${prefix}.${kind}.${token(agent, 'agent')}.${token(taskType, 'task type')}.${token(featureName, 'feature')}`;
};

/**
 * The subject of reports or notices.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildSubject = (kind: SubjectKind, parts: SubjectParts): string => build(kind, parts);

/**
 * A filter for reports or notices: what is left out is a wildcard.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildFilter = (kind: SubjectKind, parts: FilterParts): string =>
  build(kind, parts, '*');

/**
 * The subject of a report, which is its channel: `agog.deliverables.cynthia.research.customer-search`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildReportSubject = (parts: SubjectParts): string => build('deliverables', parts);

/**
 * The subject of the notices on a report: `agog.notices.cynthia.research.customer-search`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildNoticeSubject = (parts: SubjectParts): string => build('notices', parts);

/**
 * A filter for reports: `{ prefix: 'agog', agent: 'cynthia' }` gives `agog.deliverables.cynthia.*.*`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildReportFilter = (parts: FilterParts): string => buildFilter('deliverables', parts);

/**
 * A filter for notices: `{ prefix: 'agog', featureName: 'x' }` gives `agog.notices.*.*.x`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildNoticeFilter = (parts: FilterParts): string => buildFilter('notices', parts);
