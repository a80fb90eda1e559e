import type { ReportHead } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { openReading } from '../reading/open-reading.ts';
import { describeRevision } from '../reference/describe-revision.ts';
import {
  channelIn,
  parseChannel,
  parseReference,
  referenceHelp,
} from '../reference/parse-reference.ts';
import { splitRevisions } from '../reference/split-revisions.ts';

/** `agog diff`: what changed between two revisions. */
export const configureDiff: ConfigureCommand = (command, context) => {
  const { open, call, output, settings } = context;
  command
    .description('Show what changed between two revisions of a report, section by section.')
    .argument('[reference...]', `${referenceHelp}; then two revisions, where they are given`)
    .option('--from <n>', 'the earlier revision, as agog log lists it', parseWholeNumber(1))
    .option('--to <n>', 'the later revision', parseWholeNumber(1))
    .action(async (words, options) => {
      const { names, revisions } = splitRevisions(words);
      const { roster } = await settings();
      const channel = channelIn(roster, await parseReference(context, names));
      const client = await open({ orEmpty: true });
      const held = await client.history({ channel }, call());
      const [givenFrom, givenTo] = revisions ?? [options.from, options.to];
      const to = chooseRevision(held, channel, givenTo, held.length - 1);
      const from = chooseRevision(held, channel, givenFrom, held.indexOf(to) - 1);
      await using reading = await openReading(context, parseChannel(roster, channel).featureName);
      const diff = await reading.reader.diffRevisions(
        { channel },
        { sequence: from.sequence },
        { sequence: to.sequence },
        call(),
      );
      output.note(`From revision ${from.sequence} to ${describeRevision(to)}:`);
      await output.answer('diff', diff, () => diff.text.trimEnd() || 'Nothing changed.');
    });
};

/** The revision that is named, or else the one at a place. */
const chooseRevision = (
  held: readonly ReportHead[],
  channel: string,
  named: number | undefined,
  place: number,
): ReportHead => {
  const found = named === undefined ? held[place] : held.find(({ sequence }) => sequence === named);
  if (found) return found;
  const known = held.map(({ sequence }) => sequence).join(', ') || 'none';
  const missing = named === undefined ? 'no earlier revision' : `no revision ${named}`;
  return fail('not_found', `There is ${missing} on ${channel}.`, `agog log lists them: ${known}.`);
};
