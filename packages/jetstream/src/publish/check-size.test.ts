import type { StreamConfig } from '@agog/deliverables-core';
import { describe, expect, test } from 'vitest';
import { checkSize } from './check-size.ts';

const config: StreamConfig = {
  name: 'stream',
  subjects: ['a'],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: null,
  maxBytes: 5_000,
  maxAge: null,
  maxMessageSize: 2_000,
  duplicateWindow: 120_000,
};

const refusal = (size: number, limits: StreamConfig | null, maxPayload = 1_000_000): unknown => {
  try {
    checkSize({ subject: 'a', size }, limits, maxPayload);
  } catch (error) {
    return error;
  }
  return null;
};

describe('a message is refused before it is sent', () => {
  test.each([
    ['the stream’s largest message', 2_000, config, 1_000_000],
    ['the server’s max_payload', 1_500, config, 1_500],
    ['all that the stream may hold', 4_965, { ...config, maxMessageSize: null }, 1_000_000],
    ['the server, of a stream without limits', 300, null, 300],
  ])('one byte above %s', (_what, size, limits, maxPayload) => {
    expect(refusal(size, limits, maxPayload)).toBeNull();
    expect(refusal(size + 1, limits, maxPayload)).toMatchObject({ code: 'message_too_large' });
  });

  test('the error names every limit, and what to do', () => {
    const error = refusal(9_999, config);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /9999.*1000000 \(the server's max_payload\).*2000 \(max_msg_size.*5000/,
      ),
      hint: expect.stringMatching(/sections.*compress.*limits/),
      details: { size: 9_999, maxPayload: 1_000_000, maxMessageSize: 2_000, maxBytes: 5_000 },
    });
  });
});
