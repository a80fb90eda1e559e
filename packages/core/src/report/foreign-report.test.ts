import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { HeaderEntry } from '../transport/transport.ts';
import { readReport } from './read-report.ts';
import { readReportHead } from './read-report-head.ts';

const read = (body: string, headers: HeaderEntry[] = []) => {
  const bytes = encodeUtf8(body);
  const head = readReportHead(
    {
      stream: 'agog_features_research',
      subject: 'agog.deliverables.cynthia.research.customer-search',
      sequence: 7,
      time: new Date(0),
      headers: new Map(headers),
      size: bytes.length,
    },
    'agog',
  );
  return readReport(head, bytes);
};

const unproven = { foreign: true, digest: null, tokens: null, contentEncoding: [] };

describe('a message that this SDK did not write', () => {
  test("is read when it is the guide's JSON envelope", async () => {
    const metadata = { agent: 'cynthia', files_analyzed: 15, timestamp: '2025-12-17T10:00:00Z' };
    const report = await read(JSON.stringify({ content: '# Größe\n', metadata }));
    expect(report).toMatchObject({
      ...unproven,
      content: '# Größe\n',
      bytes: encodeUtf8('# Größe\n'),
      size: 10,
      title: 'Größe',
      metadata,
      contentType: 'text/markdown; charset=utf-8',
    });
  });

  test.each([
    ['{"content":"x"}', 'x', {}],
    ['\ufeff {"content":"x","metadata":null}', 'x', {}],
    ['{"agent":"a","content":"x","metadata":{"b":1}}', 'x', { b: 1 }],
    ['{"content":"x","metadata":{"__proto__":{"b":1}}}', 'x', {}],
  ])('is read from the envelope %s', async (body, content, metadata) => {
    const report = await read(body);
    expect(report).toMatchObject({ ...unproven, content });
    expect(report.metadata).toEqual(metadata);
  });

  test.each(['{"findings":[1,2]}', '[1]', '{"content":{"a":1}}', '{"content":"x","more":"y"}'])(
    'is read whole when it is the bare JSON %s',
    async (body) => {
      expect(await read(body)).toMatchObject({
        ...unproven,
        content: body,
        bytes: encodeUtf8(body),
        contentType: 'application/json',
        metadata: {},
      });
    },
  );

  test.each(['# Title\n\ntext', '{ not json', '[link](x)', '42', 'null', '"text"', ''])(
    'is read whole when it is the bare text %j',
    async (body) => {
      expect(await read(body)).toMatchObject({
        ...unproven,
        content: body,
        title: body.startsWith('#') ? 'Title' : null,
        contentType: 'text/markdown; charset=utf-8',
      });
    },
  );

  test('is never believed when a server was made to answer into the channel', async () => {
    const forged: HeaderEntry[] = [
      ['Agog-Spec', '1'],
      ['Agog-Digest', 'sha-256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ'],
      ['Agog-Size', '5'],
      ['Agog-Title', 'Approved'],
      ['Agog-Metadata', '{"verdict":"approved"}'],
      ['Content-Encoding', 'gzip'],
    ];
    for (const name of ['Nats-Stream', 'Nats-Subject', 'Nats-Sequence']) {
      expect(await read('hello', [...forged, [name, 'x']])).toMatchObject({
        ...unproven,
        title: null,
        metadata: {},
      });
    }
  });

  test('has no encoding, whatever its headers say', async () => {
    const report = await read('hello', [
      ['Content-Encoding', 'gzip'],
      ['Content-Type', 'x/y'],
      ['Nats-Msg-Id', 'id'],
    ]);
    expect(report).toMatchObject({ ...unproven, content: 'hello', messageId: 'id' });
  });
});
