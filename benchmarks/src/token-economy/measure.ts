// Measures what notices and reading in parts save over chains of reports: npm run bench token-economy -- --corpus DIR
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
  type Notice,
} from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import {
  createLedger,
  createReader,
  drawLedger,
  type LedgerReport,
  renderLedger,
  type Saving,
} from '@agog/deliverables-reading';
import { createTools } from '@agog/deliverables-reading/tools';
import { type Chain, readChains } from './chains.ts';
import { type Policy, policies } from './policies.ts';

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, reports: { type: 'string' } },
});
if (values.corpus === undefined) {
  process.stderr.write(
    'Give the folder of the chains: npm run bench token-economy -- --corpus DIR\n',
  );
  process.exit(2);
}

const countTokens = countO200k;
const print = (line = ''): boolean => process.stdout.write(`${line}\n`);
const percent = ({ savedPercent }: Saving): string =>
  (savedPercent === null ? '–' : `${savedPercent.toFixed(1)} %`).padStart(9);

/** Publishes every report with a notice whose summary is its own; answers the notices by feature. */
const publish = async (
  client: DeliverablesClient<DefaultRoster>,
  chains: readonly Chain[],
): Promise<ReadonlyMap<string, readonly Notice[]>> => {
  const reader = createReader(client, { countTokens });
  const notices = new Map<string, Notice[]>();
  for (const { feature, reports } of chains) {
    const published: Notice[] = [];
    for (const { name, content } of reports) {
      const fields = {
        summarize: 'report',
        complexity: 'Medium',
        ready_for_next_stage: true,
      } as const;
      published.push(await reader.deliver({ ...name, reportContent: content }, fields));
    }
    notices.set(feature, published);
  }
  return notices;
};

/** Runs every chain by one policy, and answers its ledger. */
const run = async (
  client: DeliverablesClient<DefaultRoster>,
  {
    chains,
    notices,
  }: { chains: readonly Chain[]; notices: ReadonlyMap<string, readonly Notice[]> },
  { hand, read }: Policy,
): Promise<LedgerReport> => {
  const ledger = createLedger({ countTokens });
  const orchestrator = createReader(client, { countTokens });
  for (const { feature, reports } of chains) {
    const published = notices.get(feature) ?? [];
    for (const [place, { name, content }] of reports.entries()) {
      const { agent, taskType } = name;
      const account = ledger.account(agent, feature);
      const turn = {
        ...{ agent, feature, notices: published.slice(0, place) },
        task: `You are ${agent}. Write the ${taskType} report for the feature ${feature}.`,
        reader: createReader(client, { countTokens, ledger: account }),
        orchestrator,
      };
      account.spawned(await hand(turn));
      await read(turn);
      const notice = published[place];
      if (notice) account.answered(notice, content);
    }
  }
  return ledger.report();
};

const chains = readChains(values.corpus);
const client = createClient({
  transport: createMemoryTransport(),
  roster: defaultRoster,
  countTokens,
});
await client.initialize();
const notices = await publish(client, chains);
const all = [...notices.values()].flat();
const sizes = all.map((notice) => countTokens(JSON.stringify(notice))).toSorted((a, b) => a - b);
print(`${chains.length} chains, ${all.length} reports, counted with ${countTokens.counter}`);
print(`notices: ${sizes[sizes.length >> 1]} tokens at the median, ${sizes.at(-1)} at most`);
print('\nSaved of                                    with the orchestrator     agents alone');
print('                                            spawning   end to end   spawning   end to end');
let inlined = 0;
for (const policy of policies) {
  const report = await run(client, { chains, notices }, policy);
  const { agents, withOrchestrator } = report.total;
  inlined = withOrchestrator.endToEnd.baseline;
  print(
    `${policy.name.padEnd(42)} ${percent(withOrchestrator.spawn)}    ${percent(withOrchestrator.endToEnd)}  ` +
      `${percent(agents.spawn)}    ${percent(agents.endToEnd)}`,
  );
  if (values.reports !== undefined) {
    await mkdir(values.reports, { recursive: true });
    const file = join(values.reports, policy.name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase());
    await writeFile(`${file}.md`, renderLedger(report));
    await writeFile(`${file}.svg`, drawLedger(report));
  }
}
const stages = chains.reduce((sum, { reports }) => sum + reports.length, 0);
const definitions = createTools(createReader(client), { agent: 'roy' }).map(
  ({ name, description, inputSchema }) => ({ name, description, inputSchema }),
);
const toolTokens = countTokens(JSON.stringify(definitions));
const count = (tokens: number): string => tokens.toLocaleString('en-US');
print(`\nEvery report inlined: ${count(inlined)} tokens with the orchestrator.`);
print(
  `Not in these figures: the definitions of ${definitions.length} tools, ${toolTokens} tokens for each agent that has ` +
    `them; for ${stages} stages ${count(toolTokens * stages)}, ${((100 * toolTokens * stages) / inlined).toFixed(1)} points of end to end.`,
);
// The guide's: a prompt of 15,000 tokens, 9,000 of them two reports, becomes a notice of 200.
const guide = { inlined: 15_000, notice: 200, reports: 9_000 };
const share = (spent: number): string => `${(100 * (1 - spent / guide.inlined)).toFixed(1)} %`;
print(
  `The guide's own example: ${share(guide.notice)} of one spawn prompt; ${share(guide.notice + guide.reports)} end to end ` +
    'where the agent then fetches both reports whole.',
);
await client.close();
