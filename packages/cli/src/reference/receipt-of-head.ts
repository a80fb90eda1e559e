import type { ReportHead, ReportReceipt } from '@agog/deliverables-core';

/** A stored revision as the receipt that whoever published it got. */
export const receiptOfHead = (head: ReportHead): ReportReceipt => {
  const { agent, taskType, featureName, channel, stream, sequence, size, title } = head;
  return {
    ...{ agent, taskType, featureName, channel, stream, sequence, size, title },
    messageId: head.messageId ?? '',
    digest: head.digest ?? '',
    tokens: head.tokens ?? { count: 0, counter: 'none' },
    duplicate: true,
  };
};
