import { createClient, defaultRoster } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { expect, test } from 'vitest';
import { createReader } from './create-reader.ts';

const name = { agent: 'cynthia', taskType: 'research', featureName: 'customer-search' } as const;

const report = `# Customer search

Preface.

## Executive Summary

Short and good.

## Implementation

### API

One endpoint.

### Storage

| table | rows |
|-------|------|
| a     | 1    |

## Risks

None.
`;

const createReaderOf = async (reportContent: string, contentType?: string) => {
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  await client.initialize();
  await client.publishReport({ ...name, reportContent, contentType });
  return createReader(client, { countTokens: countO200k });
};

test('an outline gives each section its number, path and tokens', async () => {
  await using transport = createMemoryTransport();
  const reader = await createReaderOf(report);
  const outline = await reader.outline(name, { levels: 3 });
  expect(outline?.sections.map(({ reference, path }) => `${reference} ${path}`)).toEqual([
    '0 customer-search',
    '1 executive-summary',
    '2 implementation',
    '2.1 implementation/api',
    '2.2 implementation/storage',
    '3 risks',
  ]);
  expect(outline?.tokens).toEqual({ count: countO200k(report), counter: 'o200k' });
  expect((await reader.outline(name))?.deeper).toBe(2);
  expect(transport.name).toBe('memory');
});

test('sections are read by number, path and expression, under their headings, in the order of the report', async () => {
  const reader = await createReaderOf(report);
  const part = await reader.fetchReport({ ...name, sections: [/risk/i, '2.1'] });
  expect(part?.text).toBe(
    '# Customer search\n## Implementation\n\n### API\n\nOne endpoint.\n\n## Risks\n\nNone.\n',
  );
  expect(part).toMatchObject({ whole: false, omitted: [], tokens: { counter: 'o200k' } });
  const own = await reader.fetchReport({ ...name, sections: ['2'], subsections: false });
  expect(own?.text).toBe('# Customer search\n\n## Implementation\n\n');
  expect((await reader.fetchReport(name))?.text).toBe(report);
  expect((await reader.fetchReport({ ...name, sections: ['0'] }))?.whole).toBe(true);
});

test('lines are read as they stand', async () => {
  const reader = await createReaderOf(report.replaceAll('\n', '\r\n'));
  expect((await reader.fetchReport({ ...name, lines: [5, 7] }))?.text).toBe(
    '## Executive Summary\r\n\r\nShort and good.',
  );
  expect((await reader.fetchReport({ ...name, lines: [23, 900] }))?.text).toBe('None.');
  await expect(reader.fetchReport({ ...name, lines: [90, 900] })).rejects.toMatchObject({
    code: 'not_found',
    details: { lines: 23 },
  });
});

test.each([
  ['2.9', '2.2'],
  ['implementation/apis', 'implementation/api'],
  ['exec summary', 'executive-summary'],
])('a section %s that is not there is an error that names %s', async (reference, nearest) => {
  const reader = await createReaderOf(report);
  const reading = reader.fetchReport({ ...name, sections: [reference] });
  await expect(reading).rejects.toMatchObject({
    code: 'not_found',
    hint: expect.stringContaining(nearest),
  });
});

test('values of a JSON report are read by JSON Pointer, in its own words', async () => {
  const json =
    '{"a/b": [1, {"~x": 12345678901234567890}], "__proto__": {"risk": "high"}, "a": "", "a": 2}';
  const reader = await createReaderOf(json, 'application/json');
  const read = async (...pointers: string[]) =>
    (await reader.fetchReport({ ...name, pointers }))?.text;
  expect(await read('')).toBe(json);
  expect(await read('/a~1b/1/~0x')).toBe('12345678901234567890');
  expect(await read('/__proto__/risk')).toBe('"high"');
  expect(await read('/a', '/a~1b/0')).toBe('/a: 2\n/a~1b/0: 1\n');
  await expect(read('/a~1b/01')).rejects.toMatchObject({ code: 'not_found' });
  await expect(read('/__proto')).rejects.toMatchObject({
    details: { pointers: expect.arrayContaining(['/__proto__']) },
  });
  await expect(read('a')).rejects.toMatchObject({ code: 'invalid_argument' });
  expect((await reader.outline(name))?.sections.map(({ reference }) => reference)).toEqual([
    '/a~1b',
    '/__proto__',
    '/a',
  ]);
});

test('bytes that are no text are refused, a text cut in a character is read', async () => {
  const bytes = new Uint8Array([0x23, 0x20, 0xe2, 0x82]);
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  await client.initialize();
  const reader = createReader(client);
  await client.publishReport({ ...name, reportContent: bytes, contentType: 'image/png' });
  await expect(reader.fetchReport(name)).rejects.toMatchObject({ code: 'unsupported' });
  await client.publishReport({ ...name, reportContent: bytes });
  expect((await reader.fetchReport(name))?.text).toBe('# \ufffd');
});

test.each([
  { sections: [] },
  { sections: '2.1' },
  { lines: [3, 2] },
  { lines: [0, 2] },
  { pointers: [1] },
  { maxTokens: 0 },
  { sections: ['1'], lines: [1, 2] },
])('a query %j is refused before any I/O', async (query) => {
  const reader = await createReaderOf(report);
  await reader.client.close();
  // The cast: what a caller without types may pass.
  const reading = reader.fetchReport({ ...name, ...query } as typeof name);
  await expect(reading).rejects.toMatchObject({ code: 'invalid_argument' });
});

test('two revisions are compared section by section', async () => {
  const reader = await createReaderOf(report);
  const later = report
    .replace('One endpoint.', 'Two endpoints.')
    .replace('## Risks\n\nNone.\n', '')
    .replace('## Executive', '## Scope\n\nSmall.\n\n## Executive');
  await reader.client.publishReport({ ...name, reportContent: later });
  const diff = await reader.diffRevisions(name, 1, 2);
  expect(diff.changes.map(({ change, path }) => `${change} ${path}`)).toEqual([
    'added scope',
    'changed implementation/api',
    'removed risks',
  ]);
  expect(diff.text).toContain('-One endpoint.\n+Two endpoints.\n');
  const short = await reader.diffRevisions(name, 1, 2, { maxTokens: 50 });
  expect(short.text).toContain('(lines left out)');
  expect(short.tokens.count).toBeLessThanOrEqual(50);
  const same = { sequence: diff.to.sequence };
  expect((await reader.diffRevisions(name, same, 2)).changes).toEqual([]);
  await expect(reader.diffRevisions(name, 1, 3)).rejects.toMatchObject({ code: 'not_found' });
});
