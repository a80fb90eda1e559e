import { defineRoster, type Roster } from '@agog/deliverables-core';

const limits = { maxMessages: null, maxBytes: null };

/** Two agents, whose streams keep everything. */
export const roster = defineRoster({
  ann: { stream: 'plans', taskTypes: ['plan'], purpose: 'Plans', limits },
  bob: { stream: 'reviews', taskTypes: ['review'], purpose: 'Reviews', limits },
}) satisfies Roster;
