import {
  createClient,
  defaultRoster,
  defineRoster,
  type Report,
  type Transport,
} from '@agog/deliverables-core';
import { expectTypeOf, test } from 'vitest';

declare const transport: Transport;

test('agents and task types are those of the roster', () => {
  const client = createClient({ transport, roster: defaultRoster });
  const reportContent = '# Report';
  const featureName = 'customer-search';
  client.publishReport({ agent: 'cynthia', taskType: 'research', featureName, reportContent });
  // @ts-expect-error there is no agent cyntia
  client.publishReport({ agent: 'cyntia', taskType: 'research', featureName, reportContent });
  // @ts-expect-error cynthia writes no critique
  client.publishReport({ agent: 'cynthia', taskType: 'critique', featureName, reportContent });
  // @ts-expect-error there is no agent cyntia
  client.fetchReport({ agent: 'cyntia', taskType: 'research', featureName });
  // @ts-expect-error there is no agent cyntia
  client.listReports({ agent: 'cyntia' });
  // @ts-expect-error there is no agent cyntia
  client.subscribeToDeliverables({ agent: 'cyntia', callback: () => {} });
  // @ts-expect-error there is no agent cyntia
  client.createCompletionNotice('cyntia', featureName, 'channel', 'summary');
  // @ts-expect-error a purge has no sequence
  client.purgeReports({ featureName, sequence: 1 });
});

test('a roster of one’s own is inferred as literal types', () => {
  const roster = defineRoster({
    ada: { stream: 'design', taskTypes: ['sketch', 'model'], purpose: 'Designs' },
    bob: { stream: 'build', taskTypes: ['build'], purpose: 'Builds' },
  });
  const client = createClient({ transport, roster });
  expectTypeOf(client.roster).toEqualTypeOf(roster);
  client.waitForReport({ agent: 'ada', taskType: 'model', featureName: 'x1' });
  // @ts-expect-error ada does not build
  client.waitForReport({ agent: 'ada', taskType: 'build', featureName: 'x1' });
});

test('what a list or a receipt answers can be fetched', async () => {
  const client = createClient({ transport, roster: defaultRoster });
  const [head] = await client.listReports();
  if (head) expectTypeOf(await client.fetchReport(head)).toEqualTypeOf<Report | null>();
});
