import {
  createStreamManager,
  type FeatureStatus,
  type StreamStatus,
} from '@agog/deliverables-admin';
import { showBytes, showSpan } from '../operate/figures.ts';
import { openAsItIs } from '../operate/open-as-it-is.ts';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const columns: readonly Column<StreamStatus>[] = [
  { title: 'STREAM', of: ({ stream }) => stream },
  { title: 'AGENTS', of: ({ agents }) => agents.join(', ') || null, shrinks: true },
  {
    title: 'MESSAGES',
    of: ({ exists, messages }) => (exists ? messages : 'missing'),
    align: 'right',
  },
  { title: 'SIZE', of: ({ exists, bytes }) => (exists ? showBytes(bytes) : null), align: 'right' },
  {
    title: 'FULL',
    of: ({ fill }) => (fill === null ? null : `${Math.ceil(fill * 100)} %`),
    align: 'right',
  },
  { title: 'OLDEST', of: ({ age }) => age && `${showSpan(age)} ago`, align: 'right' },
  { title: 'CONSUMERS', of: ({ consumers }) => consumers, align: 'right' },
];

const featureColumns: readonly Column<FeatureStatus>[] = [
  { title: 'FEATURE', of: ({ featureName }) => featureName, shrinks: true },
  { title: 'AGENTS', of: ({ agents }) => agents.join(', ') || null, shrinks: true },
  { title: 'REVISIONS', of: ({ revisions }) => revisions, align: 'right' },
  { title: 'NOTICES', of: ({ notices }) => notices, align: 'right' },
  { title: 'SIZE', of: ({ bytes }) => showBytes(bytes), align: 'right' },
  {
    title: 'LATEST',
    of: ({ lastTime }) => lastTime?.toISOString().slice(0, 16).replace('T', ' ') ?? null,
  },
];

/** `agog status`: what is in the streams, or by feature. */
export const configureStatus: ConfigureCommand = (command, context) => {
  const { call, output, settings } = context;
  command.option('--features', 'by feature, in place of by stream').action(async ({ features }) => {
    await using client = await openAsItIs(context);
    const { shownUrl, roster } = await settings();
    if (!client) {
      const rows: never[] = [];
      const kind = features ? 'features' : 'streams';
      const none = `There is no store at ${shownUrl} yet. agog init makes it.`;
      return output.answer(kind, rows, () => none);
    }
    const streams = createStreamManager(client.transport, roster);
    if (features) {
      const rows = await streams.features(call());
      const empty = 'No reports yet.';
      return output.answer('features', rows, () => output.table(rows, featureColumns, empty));
    }
    const rows = await streams.status(call());
    return output.answer('streams', rows, () => output.table(rows, columns, ''));
  });
};
