import type { StreamConfig } from '@agog/deliverables-core';

/** A stream for tests, without limits that matter. */
export const testStream: StreamConfig = {
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
