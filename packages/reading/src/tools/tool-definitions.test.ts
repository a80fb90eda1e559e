import { createClient, defaultRoster, defineRoster } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { expect, test } from 'vitest';
import { createReader } from '../reader/create-reader.ts';
import { createTools } from './create-tools.ts';

const readerOf = (roster = defaultRoster) =>
  createReader(createClient({ transport: createMemoryTransport(), roster }));

test('all definitions together have at most 1,100 tokens', () => {
  const tools = createTools(readerOf(), { agent: 'roy' });
  const definitions = tools.map(({ call: _call, ...definition }) => definition);
  expect(countO200k(JSON.stringify({ tools: definitions }))).toBeLessThanOrEqual(1_100);
});

test('definitions are plain JSON, and do not grow with the roster', () => {
  const agents = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `agent-${index}`,
      { stream: 'all', taskTypes: ['work', 'review'] as const, purpose: 'Work' },
    ]),
  );
  const many = createReader(
    createClient({ transport: createMemoryTransport(), roster: defineRoster(agents) }),
  );
  const [, ...large] = createTools(many, { agent: 'agent-7' });
  const [, ...small] = createTools(readerOf(), { agent: 'roy' });
  expect(JSON.parse(JSON.stringify(large))).toEqual(JSON.parse(JSON.stringify(small)));
});

test('says what reads only, and what may be called again', () => {
  const hints = createTools(readerOf(), { agent: 'roy' }).map(({ name, annotations }) => [
    name,
    annotations.readOnlyHint ?? false,
    annotations.idempotentHint ?? false,
  ]);
  expect(hints).toEqual([
    ['publish_report', false, true],
    ['read_report', true, false],
    ['list_reports', true, false],
    ['wait_for_report', true, false],
  ]);
});

test('tools are made for an agent of the roster only', () => {
  const reader = readerOf();
  // @ts-expect-error nobody of that name
  expect(() => createTools(reader, { agent: 'mallory' })).toThrow('no agent "mallory"');
  // @ts-expect-error no options
  expect(() => createTools(reader)).toThrow('options must be');
  // @ts-expect-error no reader
  expect(() => createTools({}, { agent: 'roy' })).toThrow('reader must be');
});
