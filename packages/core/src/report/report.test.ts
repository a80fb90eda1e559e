import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { CountTokens } from '../tokens/token-counter.ts';
import { checkMessage } from '../transport/check-message.ts';
import type { HeaderEntry, MessageHead } from '../transport/transport.ts';
import { prepareReport, type ReportContent } from './prepare-report.ts';
import { readReport } from './read-report.ts';
import { readReportHead } from './read-report-head.ts';

const count: CountTokens = Object.assign((text: string) => text.length, {
  counter: 'characters',
  atMost: (text: string) => text.length,
});
const channel = 'agog.deliverables.cynthia.research.customer-search';
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const digestOfHello = 'LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ';
const coded = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

const stored = (headers: Iterable<HeaderEntry>, size = 5, subject = channel): MessageHead => ({
  stream: 'agog_features_research',
  subject,
  sequence: 42,
  time: new Date('2026-11-22T12:00:00.000Z'),
  headers: new Map(headers),
  size,
});

const own: HeaderEntry[] = [
  ['Nats-Msg-Id', 'id'],
  ['Agog-Spec', '1'],
  ['Content-Type', 'text/markdown; charset=utf-8'],
  ['Agog-Digest', `sha-256=${digestOfHello}`],
  ['Agog-Size', '5'],
  ['Agog-Tokens', '2;o200k'],
];
const changed = (name: string, value: string | null): HeaderEntry[] => [
  ...own.filter(([other]) => other !== name),
  ...(value === null ? [] : [[name, value] as const]),
];
const readHead = (headers: HeaderEntry[]) => readReportHead(stored(headers), 'agog');

describe('a report', () => {
  test('read undoes prepare', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    const draft = fc.record<Required<Omit<ReportContent, 'headers'>>>({
      reportContent: fc.oneof(text, fc.uint8Array({ minLength: 1 })),
      metadata: fc.dictionary(fc.stringMatching(/^[a-zé]*$/), fc.oneof(text, fc.integer())),
      title: fc.string({ unit: 'grapheme', maxLength: 30 }),
      contentType: fc.constantFrom('text/markdown', 'application/json; charset=utf-8'),
      traceparent: fc.constant(traceparent),
    });
    const encodings = fc.subarray(['gzip', 'aes-256-gcm']);
    await fc.assert(
      fc.asyncProperty(draft, encodings, async (given, contentEncoding) => {
        const prepared = await prepareReport(given, count);
        const headers = prepared.headers(contentEncoding);
        checkMessage({ subject: channel, headers, body: prepared.bytes });
        const head = readReportHead(stored(headers, prepared.size), 'agog');
        const report = await readReport(head, prepared.bytes);
        const bytes =
          typeof given.reportContent === 'string'
            ? encodeUtf8(given.reportContent)
            : given.reportContent;
        expect(report).toMatchObject({
          bytes,
          contentEncoding,
          contentType: given.contentType,
          traceparent,
          metadata: given.metadata,
          title: given.title?.trim() || null,
          tokens: prepared.tokens,
          digest: prepared.digest,
          size: bytes.length,
          foreign: false,
        });
        if (typeof given.reportContent === 'string') {
          expect(report.content).toBe(given.reportContent);
        }
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('its headers are those of the wire format', async () => {
    const draft: ReportContent = {
      reportContent: '# Größe',
      metadata: { größe: 1 },
      headers: [['X-Own', 'y']],
    };
    const { headers } = await prepareReport(draft, count);
    expect(headers(['gzip', 'aes-256-gcm'])).toEqual([
      ['Agog-Spec', '1'],
      ['Content-Type', 'text/markdown; charset=utf-8'],
      ['Content-Encoding', 'gzip, aes-256-gcm'],
      ['Agog-Digest', 'sha-256=2jT4qJYCFAsRE1INGwhOHzkTsNY4vwyjH8r1hGPqqnM'],
      ['Agog-Size', '9'],
      ['Agog-Tokens', '7;characters'],
      ['Agog-Title', 'Gr%C3%B6%C3%9Fe'],
      ['Agog-Metadata', '{"gr\\u00f6\\u00dfe":1}'],
      ['X-Own', 'y'],
    ]);
  });

  test('bytes that change after the call are stored as they were', async () => {
    const bytes = encodeUtf8('hello');
    const promise = prepareReport({ reportContent: bytes }, count);
    bytes.fill(0);
    expect((await promise).bytes).toEqual(encodeUtf8('hello'));
    expect((await promise).digest).toBe(digestOfHello);
  });

  test('only Markdown has a heading for a title', async () => {
    const reportContent = '# Title';
    const title = async (contentType: string) =>
      (await prepareReport({ reportContent, contentType }, count)).title;
    expect(await title('text/markdown')).toBe('Title');
    expect(await title('text/x-python')).toBeNull();
  });

  test.each<[string, object]>([
    ['invalid_argument', { reportContent: '' }],
    ['invalid_argument', { reportContent: new Uint8Array() }],
    ['invalid_argument', { reportContent: undefined }],
    ['invalid_argument', { reportContent: { a: 1 } }],
    ['invalid_header', { contentType: 'text/markdown\r\nX: y' }],
    ['invalid_argument', { title: 'x'.repeat(301) }],
    ['invalid_argument', { traceparent: 'x' }],
    [
      'invalid_argument',
      { traceparent: traceparent.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)) },
    ],
    ['invalid_metadata', { metadata: { a: Number.NaN } }],
    ['invalid_header', { headers: [['Agog-Own', 'x']] }],
    ['invalid_header', { headers: [['nats-rollup', 'all']] }],
    ['invalid_header', { headers: [['CONTENT-TYPE', 'x/y']] }],
    ['invalid_header', { headers: [['Traceparent', 'x']] }],
    ['invalid_header', { headers: [['a b', 'x']] }],
    ['invalid_header', { headers: [['a', 'x\r\ny: z']] }],
  ])('%s for %j', async (code, change) => {
    const draft = { reportContent: 'hello', ...change } as ReportContent;
    await expect(prepareReport(draft, count)).rejects.toThrow(coded(code));
  });

  test.each([Number.NaN, -1, 1.5, 1e21])('a counter that answers %s is refused', async (answer) => {
    const counter = Object.assign(() => answer, { counter: 'c', atMost: () => answer });
    await expect(prepareReport({ reportContent: 'x' }, counter)).rejects.toThrow(
      coded('invalid_argument', 'What countTokens answers must be a whole number'),
    );
  });
});

describe('a stored message', () => {
  test('is a report with everything that its headers say', () => {
    expect(readHead(own)).toEqual({
      agent: 'cynthia',
      taskType: 'research',
      featureName: 'customer-search',
      channel,
      stream: 'agog_features_research',
      sequence: 42,
      timestamp: '2026-11-22T12:00:00.000Z',
      title: null,
      metadata: {},
      contentType: 'text/markdown; charset=utf-8',
      contentEncoding: [],
      size: 5,
      tokens: { count: 2, counter: 'o200k' },
      digest: digestOfHello,
      messageId: 'id',
      traceparent: null,
      foreign: false,
    });
  });

  test('with an encrypted body needs no digest', () => {
    const headers = changed('Agog-Digest', null);
    expect(() => readHead(headers)).toThrow(coded('integrity', 'size or digest is missing'));
    const encrypted = readHead([...headers, ['Content-Encoding', 'gzip,aes-256-gcm']]);
    expect(encrypted).toMatchObject({ digest: null, contentEncoding: ['gzip', 'aes-256-gcm'] });
  });

  test('of a later format is not read', () => {
    expect(() => readHead(changed('Agog-Spec', '2'))).toThrow(
      coded('unsupported_format', `Sequence 42 on ${channel} has format 2; this version reads 1.`),
    );
  });

  test.each<[string, string | null]>([
    ['Agog-Spec', ''],
    ['Agog-Spec', '1.0'],
    ['Agog-Digest', 'sha-256=short'],
    ['Agog-Digest', `sha-512=${digestOfHello}`],
    ['Agog-Size', null],
    ['Agog-Size', '-5'],
    ['Agog-Size', '9'.repeat(16)],
    ['Agog-Tokens', '2'],
    ['Agog-Tokens', 'x;o200k'],
    ['Agog-Title', '%f'],
    ['Agog-Metadata', '[]'],
    ['Agog-Metadata', '{"a":'],
  ])('whose header %s is %j is damaged', (name, value) => {
    expect(() => readHead(changed(name, value))).toThrow(coded('integrity', channel));
  });

  test('with a wrong traceparent has none', () => {
    expect(readHead([...own, ['traceparent', 'x']]).traceparent).toBeNull();
    expect(readHead([...own, ['traceparent', traceparent]]).traceparent).toBe(traceparent);
  });

  test.each(['agog.notices.a.b.c', 'agog.deliverables.a.b', 'x.deliverables.a.b.c', ''])(
    'on %j is no report',
    (subject) => {
      expect(() => readReportHead(stored(own, 5, subject), 'agog')).toThrow(
        coded('invalid_subject'),
      );
    },
  );

  test('whose content does not fit its digest or size is damaged, and the error says how', async () => {
    const head = readHead(own);
    await expect(readReport(head, encodeUtf8('hello'))).resolves.toMatchObject({
      content: 'hello',
    });
    await expect(readReport(head, encodeUtf8('hell'))).rejects.toThrow(
      coded('integrity', 'its size is 4, not 5'),
    );
    await expect(readReport(head, encodeUtf8('hallo'))).rejects.toMatchObject({
      code: 'integrity',
      message: expect.stringMatching(/^Sequence 42 on agog.*its digest is .{43}, not LPJ/),
      details: { channel, sequence: 42 },
    });
  });
});
