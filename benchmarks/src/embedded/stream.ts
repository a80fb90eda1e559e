import type { StreamConfig } from '@agog/deliverables-core';

/** The stream that is measured: as large as a report stream of the default roster. */
export const stream: StreamConfig = {
  name: 'test',
  subjects: ['test.>'],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: 10_000,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
  duplicateWindow: 120_000,
};
