import type { LedgerReport, LedgerTotal, Saving } from '@agog/deliverables-reading';
import type { Output } from '../output/output.ts';
import type { Column } from '../output/table.ts';

/** The same on every machine, so that two runs can be compared. */
const count = (tokens: number): string => tokens.toLocaleString('en-US');

const percent = ({ savedPercent }: Saving): string =>
  savedPercent === null ? '–' : `${savedPercent.toFixed(1)} %`;

type Row = Saving & { readonly what: string };

const savingColumns: readonly Column<Row>[] = [
  { title: 'TOKENS', of: ({ what }) => what },
  { title: 'ALL INLINED', of: ({ baseline }) => count(baseline), align: 'right' },
  { title: 'SPENT', of: ({ spent }) => count(spent), align: 'right' },
  { title: 'SAVED', of: ({ saved }) => count(saved), align: 'right' },
  { title: '', of: percent, align: 'right' },
];

const totalColumns = (title: string): readonly Column<LedgerTotal>[] => [
  { title, of: ({ name }) => name, shrinks: true },
  { title: 'PROMPTS', of: ({ prompts }) => count(prompts), align: 'right' },
  { title: 'ANSWERS', of: ({ answers }) => count(answers), align: 'right' },
  { title: 'READ WHOLE', of: ({ fetched }) => count(fetched.whole), align: 'right' },
  {
    title: 'IN PARTS',
    of: ({ fetched: { whole, ...parts } }) => count(sum(parts)),
    align: 'right',
  },
  {
    title: 'SAVED',
    of: ({ withOrchestrator }) => percent(withOrchestrator.endToEnd),
    align: 'right',
  },
];

const sum = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((all, one) => all + one, 0);

/** Both figures first, then what was spent by agent and by feature. */
export const showSavings = (
  { run, counter, entries, total, byAgent, byFeature, ...report }: LedgerReport,
  { table }: Pick<Output, 'table'>,
): string => {
  const { withOrchestrator, agents } = total;
  const rows: readonly Row[] = [
    { what: 'spawning', ...withOrchestrator.spawn },
    { what: 'end to end', ...withOrchestrator.endToEnd },
    { what: 'spawning, agents alone', ...agents.spawn },
    { what: 'end to end, agents alone', ...agents.endToEnd },
  ];
  const { unreadable, sizesFromNotices } = report;
  const doubts = [
    ...(sizesFromNotices > 0 ? [`${sizesFromNotices} sizes are what notices say`] : []),
    ...(unreadable > 0 ? [`${unreadable} messages were no entries`] : []),
  ];
  return [
    `Run ${run}: ${entries === 1 ? '1 entry' : `${entries} entries`}, counted with ${[counter, ...doubts].join('; ')}.`,
    table(rows, savingColumns, ''),
    table(byAgent, totalColumns('AGENT'), ''),
    table(byFeature, totalColumns('FEATURE'), ''),
    'Spawning is prompts and answers; end to end is all that anybody read. Agents alone: without what whoever spawned them reads.',
  ].join('\n\n');
};
