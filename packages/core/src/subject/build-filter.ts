import { kindTokens } from './build-subject.ts';
import { checkToken } from './check-token.ts';

/** Which subjects: whatever is left out may be anything. */
export interface FilterParts {
  readonly prefix: string;
  readonly agent?: string | undefined;
  readonly taskType?: string | undefined;
  readonly featureName?: string | undefined;
}

const tokenOrWildcard = (name: string | undefined, what: string): string => {
  if (name === undefined) return '*';
  checkToken(name, what);
  return name;
};

const buildFilter = (kind: keyof typeof kindTokens, parts: FilterParts): string => {
  checkToken(parts.prefix, 'prefix');
  const agent = tokenOrWildcard(parts.agent, 'agent');
  const taskType = tokenOrWildcard(parts.taskType, 'task type');
  const featureName = tokenOrWildcard(parts.featureName, 'feature');
  return `${parts.prefix}.${kindTokens[kind]}.${agent}.${taskType}.${featureName}`;
};

/**
 * A filter for reports: `{ prefix: 'agog', agent: 'cynthia' }` gives `agog.deliverables.cynthia.*.*`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildReportFilter = (parts: FilterParts): string => {
  return buildFilter('report', parts);
};

/**
 * A filter for notices: `{ prefix: 'agog', featureName: 'x' }` gives `agog.notices.*.*.x`.
 *
 * @throws DeliverablesError `invalid_name`
 */
export const buildNoticeFilter = (parts: FilterParts): string => {
  return buildFilter('notice', parts);
};
