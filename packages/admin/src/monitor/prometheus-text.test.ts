import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamStatus } from '../streams/stream-status.ts';
import { prometheusText } from './prometheus-text.ts';

const status: StreamStatus = {
  stream: 'agog_features_research',
  agents: ['cynthia'],
  exists: true,
  messages: 3,
  bytes: 12_345,
  firstSequence: 5,
  lastSequence: 7,
  firstTime: new Date(1_500),
  lastTime: new Date(2_000),
  age: 500,
  fill: 0.25,
  consumers: 1,
};

test('is what Prometheus reads', () => {
  const missing = { ...status, stream: 'agog_notices', exists: false };
  expect(prometheusText([status, missing]).split('\n').slice(0, 8)).toEqual([
    '# HELP agog_stream_up Whether the stream exists.',
    '# TYPE agog_stream_up gauge',
    'agog_stream_up{stream="agog_features_research"} 1',
    'agog_stream_up{stream="agog_notices"} 0',
    '# HELP agog_stream_messages Messages in the stream.',
    '# TYPE agog_stream_messages gauge',
    'agog_stream_messages{stream="agog_features_research"} 3',
    '# HELP agog_stream_bytes Bytes in the stream, with headers and subjects.',
  ]);
  const text = prometheusText([{ ...status, firstTime: null }]);
  expect(text).toContain('agog_stream_last_timestamp_seconds{stream="agog_features_research"} 2\n');
  expect(text).not.toContain('agog_stream_first_timestamp_seconds{');
});

test('every line follows the grammar, whatever the labels hold', () => {
  const sample = /^[a-z_]+\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)+\} \d+(?:\.\d+)?$/;
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', '"', '\\', ''),
      (one, end) => {
        const text = prometheusText([status], { cluster: one + end });
        expect(text.endsWith('\n')).toBe(true);
        for (const line of text.trimEnd().split('\n')) {
          if (!line.startsWith('# ')) expect(line).toMatch(sample);
        }
        const [, escaped = ''] = /cluster="(.*?)",stream=/s.exec(text) ?? [];
        const undone = escaped.replace(/\\(.)/g, (_, letter) => (letter === 'n' ? '\n' : letter));
        expect(undone).toBe(one + end);
      },
    ),
    { seed: 20261122 },
  );
});

test.each(['', '1a', 'a-b', '__name__'])('refuses the label %j', (name) => {
  expect(() => prometheusText([status], { [name]: 'x' })).toThrow(
    expect.objectContaining({ code: 'invalid_argument' }),
  );
});
