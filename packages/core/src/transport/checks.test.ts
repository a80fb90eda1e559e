import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, checkPublish, messageSize } from './check-message.ts';
import { checkStreamConfig } from './check-stream-config.ts';
import type { StreamConfig } from './stream-admin.ts';
import type { HeaderEntry } from './transport.ts';

const message = (headers: readonly HeaderEntry[] = [], subject = 'a.b') => ({
  subject,
  headers,
  body: new Uint8Array(3),
});

const config: StreamConfig = {
  name: 'agog_features_research',
  subjects: ['agog.deliverables.cynthia.*.*'],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: 10,
  maxBytes: null,
  maxAge: 1000,
  maxMessageSize: null,
  duplicateWindow: 1000,
};

describe('checkMessage', () => {
  test.each([
    ['Agog-Spec', '1'],
    ['x', ''],
    ['X-Any!#$%', 'two words: and a colon'],
  ])('takes the header %s: %s', (...header) => {
    expect(() => checkMessage(message([header]))).not.toThrow();
  });

  test.each([
    ['', 'x'],
    ['a b', 'x'],
    ['a:b', 'x'],
    ['é', 'x'],
    ['a\n', 'x'],
    ['a', 'x\r\ny: z'],
    ['a', 'x\ny'],
    ['a', 'x\0'],
    ['a', 'tab\t'],
    ['a', 'é'],
    ['a', ' x'],
    ['a', 'x '],
    ['a', '\u007f'],
  ])('refuses the header %j: %j', (...header) => {
    expect(() => checkMessage(message([['ok', 'ok'], header]))).toThrow(
      expect.objectContaining({ code: 'invalid_header' }),
    );
  });

  test('refuses a value that is no text', () => {
    // The cast: callers without a compiler pass anything.
    const header = ['a', 7] as unknown as HeaderEntry;
    expect(() => checkMessage(message([header]))).toThrow('"a" with the value 7 is no header');
  });

  test('refuses a subject with a wildcard', () => {
    expect(() => checkMessage(message([], 'a.*'))).toThrow(
      expect.objectContaining({ code: 'invalid_subject' }),
    );
  });
});

describe('checkPublish', () => {
  test.each([undefined, 0, 42])('takes the expected sequence %s', (expectedSubjectSequence) => {
    expect(() =>
      checkPublish(message(), { messageId: 'id', expectedSubjectSequence }),
    ).not.toThrow();
  });

  test.each([
    { messageId: '' },
    { messageId: 'line\nbreak' },
    { messageId: 'id', expectedSubjectSequence: -1 },
    { messageId: 'id', expectedSubjectSequence: 1.5 },
    { messageId: 'id', expectedSubjectSequence: Number.NaN },
  ])('refuses %j', (options) => {
    expect(() => checkPublish(message(), options)).toThrow(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  });
});

test('the size of a message is that of its NATS header block and its body', () => {
  expect(messageSize(message())).toBe(3);
  const text = fc.stringMatching(/^[!-9;-~]{1,20}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (headers) => {
      const block = `NATS/1.0\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
      expect(messageSize(message(headers))).toBe(block.length + 3);
    }),
    { seed: 20261122 },
  );
});

describe('checkStreamConfig', () => {
  test('takes a configuration with and without limits', () => {
    expect(() => checkStreamConfig(config)).not.toThrow();
    expect(() =>
      checkStreamConfig({ ...config, maxAge: null, maxMessages: null, duplicateWindow: 0 }),
    ).not.toThrow();
  });

  test.each([
    ['invalid_name', { name: 'a.b' }],
    ['invalid_name', { name: '' }],
    ['invalid_name', { name: 'x'.repeat(129) }],
    ['invalid_subject', { subjects: ['a..b'] }],
    ['invalid_argument', { subjects: [] }],
    ['invalid_argument', { subjects: ['a.*', 'a.b'] }],
    ['invalid_argument', { maxMessages: 0 }],
    ['invalid_argument', { maxBytes: -1 }],
    ['invalid_argument', { maxAge: 1.5 }],
    ['invalid_argument', { maxMessageSize: Number.POSITIVE_INFINITY }],
    ['invalid_argument', { maxMessages: undefined }],
    ['invalid_argument', { duplicateWindow: -1 }],
    ['invalid_argument', { duplicateWindow: 1001 }],
    ['invalid_argument', { retention: 'interest' }],
    ['invalid_argument', { discard: 'none' }],
    ['invalid_argument', { description: 7 }],
  ])('refuses with %s: %j', (code, change) => {
    // The cast: callers without a compiler pass anything.
    const broken = { ...config, ...change } as StreamConfig;
    expect(() => checkStreamConfig(broken)).toThrow(expect.objectContaining({ code }));
  });
});
