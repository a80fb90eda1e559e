import { createClient, type DefaultRoster, defaultRoster } from '@agog/deliverables-core';
import { createTokenCounter } from '@agog/deliverables-core/token-counter';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReader } from '../reader/create-reader.ts';
import type { Reader } from '../reader/reader.ts';
import { createLedger } from './create-ledger.ts';
import { drawLedger } from './draw-ledger.ts';
import type { Ledger } from './ledger.ts';
import { renderLedger } from './render-ledger.ts';

/** Words are easy to add up; a notice is one word. */
const countTokens = createTokenCounter({
  name: 'words',
  count: (text) => text.match(/\S+/g)?.length ?? 0,
  atMost: () => 0,
});

const feature = 'search-index';
const sentence = (words: number): string => `${'word '.repeat(words).trim()}.`;
// 2 + 2 + 40 + 2 + 50 words.
const content = `# Research\n\n## Summary\n\n${sentence(40)}\n\n## Risks\n\n${sentence(50)}\n`;
const report = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: feature,
  reportContent: content,
} as const;

const openReaders = async (ledger: Ledger): Promise<(agent: string) => Reader<DefaultRoster>> => {
  const transport = createMemoryTransport();
  const client = createClient({ transport, roster: defaultRoster, countTokens });
  onTestFinished(() => client.close());
  await client.initialize();
  return (agent) => createReader(client, { countTokens, ledger: ledger.account(agent, feature) });
};

/** Cynthia writes; Sylvia is handed her notice, reads the outline, a section twice, and then all of it. */
const runTwoAgents = async (ledger: Ledger): Promise<void> => {
  const readerOf = await openReaders(ledger);
  ledger.account('cynthia', feature).spawned({ prompt: 'Research the index' });
  const notice = await readerOf('cynthia').deliver(report, { summary: 'Done' });
  const line = JSON.stringify(notice);
  const sylvia = ledger.account('sylvia', feature);
  sylvia.spawned({ prompt: `Check this: ${line}`, notices: [notice] });
  const reader = readerOf('sylvia');
  await reader.outline(notice);
  await reader.fetchReport({ ...notice, sections: ['risks'] });
  await reader.fetchReport({ ...notice, sections: ['risks'] });
  await reader.fetchReport(notice);
  await reader.fetchReport({ ...notice, sections: ['summary'] });
  sylvia.answered({
    status: 'failed',
    agent: 'sylvia',
    task_type: 'critique',
    feature,
    summary: 'No',
  });
};

describe('a ledger', () => {
  it('counts what was really spent, beside what every report inlined would cost', async () => {
    const ledger = createLedger({ countTokens, run: 'run-7' });
    await runTwoAgents(ledger);
    const spent = await ledger.report();
    const { total, byAgent, byFeature } = spent;
    const whole = countTokens(content);
    expect(spent).toMatchObject({ run: 'run-7', counter: 'words', entries: 9, unreadable: 0 });
    expect(total).toMatchObject({ prompts: 6, noticesHanded: 1, contextHanded: 0, answers: 2 });
    const { fetched } = total;
    expect(fetched.whole).toBe(whole);
    expect(fetched.outline).toBeGreaterThan(0);
    expect(fetched).toMatchObject({ search: 0, context: 0 });
    // Once as it was asked for again, once as a part of what had been read whole.
    const [risks, summary] = [2 + 2 + 50, 2 + 2 + 40];
    expect(fetched.section).toBe(2 * risks + summary);
    expect(total.fetchedAgain).toBe(risks + summary);
    const read = fetched.whole + fetched.outline + fetched.section;
    expect(total.agents.spawn).toMatchObject({ baseline: 5 + whole, spent: 6 });
    expect(total.agents.endToEnd).toMatchObject({ baseline: 5 + whole, spent: 6 + read });
    expect(total.withOrchestrator.spawn).toMatchObject({ baseline: 6 + 2 * whole, spent: 8 });
    expect(total.withOrchestrator.endToEnd.spent).toBe(8 + read);
    expect(byAgent.map(({ name }) => name)).toEqual(['cynthia', 'sylvia']);
    expect(byFeature).toEqual([{ ...total, name: feature }]);
  });

  it('inlines a report that an agent found by itself, once, and none that it wrote', async () => {
    const ledger = createLedger({ countTokens });
    const readerOf = await openReaders(ledger);
    const notice = await readerOf('cynthia').deliver(report, { summary: 'Done' });
    await readerOf('cynthia').outline(notice);
    await readerOf('roy').outline(notice);
    await readerOf('roy').outline(notice);
    const { byAgent, total } = await ledger.report();
    expect(byAgent.map(({ agents }) => agents.endToEnd.baseline)).toEqual([
      0,
      countTokens(content),
    ]);
    expect(byAgent[1]?.agents.spawn.savedPercent).toBeNull();
    expect(total.fetchedAgain).toBe(total.fetched.outline / 3);
  });

  it('enters searches, and a context only for the agent that asks for it itself', async () => {
    const ledger = createLedger({ countTokens });
    const readerOf = await openReaders(ledger);
    const notice = await readerOf('cynthia').deliver(report, { summary: 'Done' });
    const { text } = await readerOf('roy').searchReports('risks', { references: [notice] });
    const query = { agent: 'roy', feature, notices: [notice] } as const;
    await readerOf('orchestrator').contextFor(query);
    expect((await ledger.report()).total.fetched).toMatchObject({
      ...{ search: countTokens(text), context: 0 },
    });
    const context = await readerOf('roy').contextFor(query);
    expect((await ledger.report()).total.fetched.context).toBe(countTokens(context.text));
  });

  it('takes a notice at its word where nobody read the report, and says so', async () => {
    const ledger = createLedger({ countTokens });
    const readerOf = await openReaders(createLedger());
    const notice = await readerOf('cynthia').deliver(report, { summary: 'Done' });
    ledger.account('roy', feature).spawned({ prompt: JSON.stringify(notice), notices: [notice] });
    const spent = await ledger.report();
    expect(spent.sizesFromNotices).toBe(1);
    expect(spent.total.agents.spawn.baseline).toBe(notice.tokens);
    expect(renderLedger(spent)).toContain('The sizes of 1 reports are those that their notices');
  });

  it('counts a context in the prompt once, with the notices in it', async () => {
    const ledger = createLedger({ countTokens });
    const readerOf = await openReaders(createLedger());
    const notice = await readerOf('cynthia').deliver(report, { summary: 'Done' });
    const context = `Read: ${JSON.stringify(notice)} and more.`;
    const prompt = `Plan the work. ${context}`;
    ledger.account('roy', feature).spawned({ prompt, notices: [notice], context });
    const { total } = await ledger.report();
    expect(total).toMatchObject({ prompts: 7, contextHanded: 4, noticesHanded: 1 });
    expect(total.agents.spawn.baseline).toBe(3 + countTokens(content));
  });

  it('is told as Markdown and as a chart', async () => {
    const ledger = createLedger({ countTokens, run: 'run-7' });
    await runTwoAgents(ledger);
    const spent = await ledger.report();
    const text = renderLedger(spent);
    expect(text).toContain('# What the run run-7 spent\n\nTokens, counted with words');
    expect(text).toMatch(/\| End to end \| 198 \| [\d,]+ \| -?[\d,]+ \| -?[\d.]+ % \|/);
    const chart = drawLedger(spent);
    expect(chart).toMatch(/^<svg [^>]+>[\s\S]+<\/svg>\n$/);
    expect(chart.match(/<rect /g)).toHaveLength(9);
    expect(chart).not.toMatch(/NaN|undefined|width="-/);
    expect(drawLedger(await createLedger().report())).not.toContain('NaN');
  });

  it.each([
    ['a run that is no name', () => createLedger({ run: 'two words' }), 'invalid_name'],
    ['an agent that is no name', () => createLedger().account('*', feature), 'invalid_name'],
    ['a counter that is none', () => createLedger({ countTokens: Object(1) }), 'invalid_argument'],
    ['a store that is none', () => createLedger({ store: Object(1) }), 'invalid_argument'],
  ])('refuses %s', (_, make, code) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});
