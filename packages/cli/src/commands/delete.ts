import { fail } from '@agog/deliverables-core/transport';
import { exitCodes } from '../exit-codes.ts';
import { confirm, declined } from '../operate/confirm.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { channelIn, parseReference, referenceHelp } from '../reference/parse-reference.ts';

const closing = `
Asks before it does it; --yes answers. Exit code 1: there is no such revision, or the answer was no.
To remove all of a feature, an agent or a task type: agog purge.`;

/** `agog delete`: removes one revision. */
export const configureDelete: ConfigureCommand = (command, context) => {
  const { open, call, output, settings, finish } = context;
  command
    .argument('<reference...>', referenceHelp)
    .option('--revision <n>', 'which one, as agog log lists them', parseWholeNumber(1))
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', closing)
    .action(async (words, { revision, yes }) => {
      const { roster } = await settings();
      const reference = await parseReference(context, words);
      const channel = channelIn(roster, reference);
      const sequence = revision ?? reference.sequence ?? 0;
      if (sequence === 0) {
        const hint =
          'Give --revision; agog log lists the revisions, agog purge removes all of them.';
        fail('invalid_argument', `Nothing says which revision of ${channel}.`, hint);
      }
      const client = await open();
      const history = await client.history({ channel }, call());
      const found = history.find((head) => head.sequence === sequence);
      const what = `revision ${sequence} of ${channel}`;
      if (found) {
        const title = found.title ? ` ("${found.title}")` : '';
        const question = `Remove ${what}${title}? Its notice will no longer verify.`;
        if (!(await confirm(question, yes, context))) return declined(context);
      }
      const deleted = await client.deleteReport({ channel, sequence }, call());
      await output.answer('delete', { channel, revision: sequence, deleted }, () =>
        deleted ? `Removed ${what}.` : `There is no ${what}.`,
      );
      if (!deleted) finish(exitCodes.failed);
    });
};
