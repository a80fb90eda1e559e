import type { Style } from '../output/style.ts';
import type { Column } from '../output/table.ts';
import type { ImportedRevision } from './run-import.ts';

/** What `agog import` answers. */
export interface ImportAnswer {
  readonly folder: string;
  readonly dryRun: boolean;
  /** By channel, the revisions of each in order. */
  readonly reports: readonly ImportedRevision[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** A file, and what became of it. */
interface ImportRow {
  readonly file: string;
  readonly channel: string | null;
  readonly revision: number | null;
  readonly outcome: ImportedRevision['outcome'] | 'skipped';
  readonly why: string;
}

/** One row for every file: the reports first. */
export const importRows = ({ reports, skipped }: ImportAnswer): ImportRow[] => [
  ...reports.map(({ file, channel, revision, outcome, reason, why }) => ({
    file,
    channel,
    revision,
    outcome,
    why: reason ?? why,
  })),
  ...skipped.map(({ file, reason }) => ({
    file,
    channel: null,
    revision: null,
    outcome: 'skipped' as const,
    why: reason,
  })),
];

/** The columns of the table. */
export const importColumns = (style: Style): readonly Column<ImportRow>[] => {
  const paints: Readonly<Record<ImportRow['outcome'], Style['green']>> = {
    new: style.green,
    published: style.green,
    unchanged: style.dim,
    failed: style.red,
    skipped: style.yellow,
  };
  return [
    { title: 'FILE', of: ({ file }) => file, shrinks: true },
    { title: 'CHANNEL', of: ({ channel }) => channel, shrinks: true },
    { title: 'REVISION', of: ({ revision }) => revision, align: 'right' },
    {
      title: 'OUTCOME',
      of: ({ outcome }) => outcome,
      paint: (text, { outcome }) => paints[outcome](text),
    },
    { title: 'WHY', of: ({ why }) => why, shrinks: true },
  ];
};

/** The figures in one sentence. */
export const summarizeImport = ({ dryRun, reports, skipped }: ImportAnswer): string => {
  const count = (outcome: ImportedRevision['outcome']): number =>
    reports.filter((report) => report.outcome === outcome).length;
  const done = dryRun ? `${count('new')} to publish` : `${count('published')} published`;
  const empty = skipped.filter(({ reason }) => reason === 'empty').length;
  const left = `${skipped.length} skipped${empty > 0 ? ` (${empty} of them empty)` : ''}`;
  return `${done}, ${count('unchanged')} in the store already, ${count('failed')} failed, ${left}.`;
};
