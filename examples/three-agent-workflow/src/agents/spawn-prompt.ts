import type { Notice } from '@agog/deliverables-core';
import type { Workplace } from './agent.ts';

/** The agents of this workflow. */
export type AgentRole = 'cynthia' | 'sylvia' | 'roy';

const tasks: Readonly<Record<AgentRole, string>> = {
  cynthia:
    'You are Cynthia, the researcher. Read the source tree: count, find exports, tests, dependencies and hot spots, ' +
    'and write a research report of 5,000 to 15,000 tokens in which every claim can be checked.',
  sylvia:
    'You are Sylvia, the critic. Check every claim of the research against the source tree by your own measurement, ' +
    'and write a critique with a verdict: approved, approved_with_conditions or rejected.',
  roy:
    'You are Roy, the backend engineer. From the research and its critique write a backend plan: ordered pieces of ' +
    'work that rest on confirmed claims. Where the research is rejected, say what blocks you.',
};

/** The prompt that spawns an agent with the notices of those before it. */
export function promptWithNotices(
  role: AgentRole,
  place: Pick<Workplace, 'feature' | 'source'>,
  notices: readonly Notice[],
): string {
  return [
    ...opening(role, place),
    ...(notices.length > 0
      ? ['Notices of the agents before you; read in the store what you need of their reports:']
      : []),
    ...notices.map((notice) => JSON.stringify(notice)),
    'Publish your report, then return its notice alone.',
  ].join('\n');
}

function opening(role: AgentRole, place: Pick<Workplace, 'feature' | 'source'>): string[] {
  return [tasks[role], `Feature: ${place.feature}`, `Source tree: ${place.source.folder}`];
}
