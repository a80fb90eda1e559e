import type { ReportAddress } from '@agog/deliverables-core';

/** `roy/backend/REQ-1 revision 42`: a revision, for people. */
export const describeRevision = ({
  agent,
  taskType,
  featureName,
  sequence,
}: ReportAddress): string => `${agent}/${taskType}/${featureName} revision ${sequence}`;
