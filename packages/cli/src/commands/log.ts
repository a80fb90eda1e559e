import type { ReportHead } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { channelIn, parseReference, referenceHelp } from '../reference/parse-reference.ts';

const columns: readonly Column<ReportHead>[] = [
  { title: 'REVISION', of: ({ sequence }) => sequence, align: 'right' },
  { title: 'STORED', of: ({ timestamp }) => timestamp.slice(0, 19).replace('T', ' ') },
  { title: 'BYTES', of: ({ size }) => size, align: 'right' },
  { title: 'TOKENS', of: ({ tokens }) => tokens?.count ?? null, align: 'right' },
  { title: 'DIGEST', of: ({ digest }) => digest?.slice(0, 12) ?? null },
  { title: 'TITLE', of: ({ title }) => title, shrinks: true },
];

/** `agog log`: the revisions of one report. */
export const configureLog: ConfigureCommand = (command, context) => {
  const { open, call, output, settings } = context;
  command
    .description('List the revisions of a report that the store still holds, newest first.')
    .argument('[reference...]', referenceHelp)
    .action(async (words) => {
      const reference = await parseReference(context, words);
      // Whichever revision it names, the list is of all.
      const channel = channelIn((await settings()).roster, reference);
      const client = await open({ orEmpty: true });
      const revisions = (await client.history({ channel }, call())).toReversed();
      if (revisions.length === 0) {
        fail('not_found', `There is no report on ${channel}.`, 'agog ls lists what there is.');
      }
      await output.answer('revisions', revisions, () => output.table(revisions, columns, ''));
    });
};
