import { createClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { test } from 'vitest';
import { createReader } from './create-reader.ts';

const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
const reader = createReader(client);
const feature = 'search';
const name = { agent: 'roy', taskType: 'backend', featureName: feature } as const;
const misspelt = { agent: 'roi', taskType: 'backend', featureName: feature } as const;
const misplaced = { agent: 'roy', taskType: 'critique', featureName: feature } as const;

test('agents and what they write are those of the roster', () => {
  void reader.outline(name);
  void reader.fetchReport({ ...name, sections: ['2.1', /risk/i] });
  void reader.searchReports('words', { agent: 'roy' });
  void reader.contextFor({ agent: 'roy', feature });
  void reader.deliver({ ...name, reportContent: 'x' }, { summarize: 'report' });
  // @ts-expect-error no such agent
  void reader.outline(misspelt);
  // @ts-expect-error no such agent
  void reader.fetchReport({ ...misspelt, sections: ['2.1'] });
  // @ts-expect-error not what this agent writes
  void reader.fetchReport({ ...misplaced, lines: [1, 2] });
  // @ts-expect-error no such agent
  void reader.diffRevisions(misspelt, 1, 2);
  // @ts-expect-error no such agent
  void reader.searchReports('words', { agent: 'roi' });
  // @ts-expect-error no such agent
  void reader.searchReports('words', { references: [misspelt] });
  // @ts-expect-error no such agent
  void reader.contextFor({ agent: 'roi', feature });
  // @ts-expect-error no such agent
  void reader.deliver({ ...misspelt, reportContent: 'x' }, { summarize: 'report' });
});

test('a notice has a summary, or takes it from the report', () => {
  void reader.deliver({ ...name, reportContent: 'x' }, { summary: 'Done.' });
  // @ts-expect-error neither
  void reader.deliver({ ...name, reportContent: 'x' }, {});
});
