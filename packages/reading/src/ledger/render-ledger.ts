import type { LedgerReport, LedgerTotal, Saving } from './ledger-report.ts';

/** The same in every language of a machine, so that two runs can be compared. */
const count = (tokens: number): string => tokens.toLocaleString('en-US');

const percent = ({ savedPercent }: Saving): string =>
  savedPercent === null ? '–' : `${savedPercent.toFixed(1)} %`;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    row(...header),
    row('---', ...header.slice(1).map(() => '---:')),
    ...rows.map((cells) => row(...cells)),
  ].join('\n');

const savings = ({ agents, withOrchestrator }: LedgerTotal): string => {
  const line = (what: string, saving: Saving): readonly string[] => [
    what,
    ...[saving.baseline, saving.spent, saving.saved].map(count),
    percent(saving),
  ];
  return table(
    ['', 'every report inlined', 'spent', 'saved', 'saved'],
    [
      line('Spawning', withOrchestrator.spawn),
      line('End to end', withOrchestrator.endToEnd),
      line('Spawning, agents alone', agents.spawn),
      line('End to end, agents alone', agents.endToEnd),
    ],
  );
};

const spending = (name: string, totals: readonly LedgerTotal[]): string =>
  table(
    [
      ...[name, 'prompts', 'of these notices', 'of these context', 'answers', 'whole', 'outlines'],
      ...[
        'sections',
        'searches',
        'context',
        'of these again',
        'spawning saved',
        'end to end saved',
      ],
    ],
    totals.map(({ name, prompts, noticesHanded, contextHanded, answers, ...total }) => [
      name || 'all',
      ...[prompts, noticesHanded, contextHanded, answers].map(count),
      ...Object.values(total.fetched).map(count),
      count(total.fetchedAgain),
      percent(total.withOrchestrator.spawn),
      percent(total.withOrchestrator.endToEnd),
    ]),
  );

/** A ledger's report as Markdown: both figures first, then what was spent by agent and by feature. */
export const renderLedger = (report: LedgerReport): string => {
  const { run, counter, entries, unreadable, sizesFromNotices, total, byAgent, byFeature } = report;
  const doubts = [
    sizesFromNotices > 0 &&
      `The sizes of ${sizesFromNotices} reports are those that their notices state.`,
    unreadable > 0 && `${unreadable} messages in the ledger's place are no entries.`,
  ].filter((doubt) => doubt !== false);
  const parts = [
    `# What the run ${run} spent`,
    `Tokens, counted with ${counter || 'nothing yet'}, in ${count(entries)} entries.`,
    ...doubts,
    savings(total),
    'Spawning is the prompts of agents and their answers. End to end is all that anybody read, and so also what agents ' +
      'fetched. Agents alone: without their answers, which whoever spawned them reads.',
    '## By agent',
    spending('Agent', [...byAgent, total]),
    '## By feature',
    spending('Feature', [...byFeature, total]),
  ];
  return `${parts.join('\n\n')}\n`;
};
