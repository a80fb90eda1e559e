import type { ReportReceipt } from '../report/report.ts';
import type { CompleteNotice, UnfinishedNotice } from './notice.ts';

/** Cynthia's notice, as the design has it. */
export const cynthia: CompleteNotice = {
  status: 'complete',
  agent: 'cynthia',
  task_type: 'research',
  feature: 'customer-search',
  nats_channel: 'agog.deliverables.cynthia.research.customer-search',
  sequence: 42,
  summary: 'Researched customer search patterns',
  complexity: 'Medium',
  files_modified: 0,
  ready_for_next_stage: true,
  tokens: 8051,
  digest: 'k3Jx0c1Yw8mUqA7dZtP2fg',
};

/** Another agent's notice for the same feature. */
export const roy: CompleteNotice = {
  ...cynthia,
  agent: 'roy',
  task_type: 'backend',
  nats_channel: 'agog.deliverables.roy.backend.customer-search',
  sequence: 7,
  summary: 'Implemented the API',
  digest: 'Zx81nQ0Yw8mUqA7dZtP2fg',
};

/** Cynthia's notice before she published. */
export const blocked: UnfinishedNotice = {
  status: 'blocked',
  agent: 'cynthia',
  task_type: 'research',
  feature: 'customer-search',
  summary: 'No access to the schema',
  blockers: ['The database is down'],
};

/** The receipt that Cynthia's notice is made from. */
export const receipt: ReportReceipt = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: 'customer-search',
  channel: cynthia.nats_channel,
  stream: 'agog_features_research',
  sequence: 42,
  messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
  digest: `${cynthia.digest}ABCDEFGHIJKLMNOPQRSTU`,
  size: 32_000,
  tokens: { count: 8051, counter: 'estimate' },
  title: null,
  duplicate: false,
};
