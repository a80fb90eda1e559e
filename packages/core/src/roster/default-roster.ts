import { defineRoster } from './define-roster.ts';
import type { Roster } from './roster.ts';

const agents = {
  cynthia: { stream: 'features_research', taskTypes: ['research'], purpose: 'Research reports' },
  sylvia: { stream: 'features_critique', taskTypes: ['critique'], purpose: 'Critique reports' },
  roy: { stream: 'features_backend', taskTypes: ['backend'], purpose: 'Backend reports' },
  jen: { stream: 'features_frontend', taskTypes: ['frontend'], purpose: 'Frontend reports' },
  billy: { stream: 'features_qa', taskTypes: ['qa'], purpose: 'QA reports' },
  priya: {
    stream: 'features_statistics',
    taskTypes: ['statistics'],
    purpose: 'Statistics reports',
  },
} as const;

/** The type of {@link defaultRoster}. */
export type DefaultRoster = Roster<typeof agents>;

/**
 * The six agents of the guide, in the order of their stages, each with one task type and a stream of its own:
 * at most 10,000 messages, 1 GiB and 7 days, reports of up to 10 MiB, a duplicate window of 2 minutes.
 */
export const defaultRoster: DefaultRoster = defineRoster(agents);
