import type { Notice } from '@agog/deliverables-core';

/** A notice in one line for a model: what an agent needs of it, and by what to fetch its report. */
export const renderNotice = (notice: Notice): string => {
  const { agent, task_type: taskType, sequence, status, tokens, summary } = notice;
  const { verdict, conditions = [], blockers = [] } = notice;
  const facts = [
    status,
    ...(verdict ? [verdict.replaceAll('_', ' ')] : []),
    ...(tokens === undefined ? [] : [`${tokens} tokens`]),
  ];
  const lists = [
    ...(conditions.length > 0 ? [`Conditions: ${conditions.join('; ')}`] : []),
    ...(blockers.length > 0 ? [`Blockers: ${blockers.join('; ')}`] : []),
  ];
  const revision = sequence === undefined ? '' : ` #${sequence}`;
  return `${agent} ${taskType}${revision} (${facts.join(', ')}): ${[summary, ...lists].join(' ')}`
    .replace(/\s+/g, ' ')
    .trim();
};
