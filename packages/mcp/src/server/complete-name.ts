import type { CallOptions, DeliverablesClient } from '@agog/deliverables-core';

/** What is known of a channel's other names while one is completed. */
export interface KnownNames {
  readonly agent?: string | undefined;
  readonly type?: string | undefined;
}

/** Names that begin with what was typed, those of stored reports and of the roster; sorted. */
export const completeName = async (
  { roster, listReports }: DeliverablesClient,
  { name: argument, value: typed }: { readonly name: string; readonly value: string },
  { agent, type }: KnownNames,
  options: CallOptions,
): Promise<string[]> => {
  const agents = Object.entries(roster.agents).filter(([name]) => !agent || name === agent);
  const candidates = async (): Promise<string[]> => {
    if (argument === 'agent') return Object.keys(roster.agents);
    if (argument === 'type') return agents.flatMap(([, { taskTypes }]) => taskTypes);
    if (argument !== 'feature') return [];
    const heads = await listReports({}, options);
    return heads
      .filter((head) => (!agent || head.agent === agent) && (!type || head.taskType === type))
      .map(({ featureName }) => featureName);
  };
  const names = new Set(await candidates());
  return [...names].filter((name) => name.startsWith(typed)).sort();
};
