import type { ReportPurge, Roster } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { confirm, declined } from '../operate/confirm.ts';
import { counted } from '../operate/figures.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';

const closing = `
At least one of --agent, --type and --feature is needed. Asks before it does it; --yes answers.
Notices stay where some revisions are kept.`;

/** `agog purge`: removes reports, and their notices. */
export const configurePurge: ConfigureCommand = (command, context) => {
  const { open, call, output } = context;
  command
    .option('--agent <name>', 'only what this agent published')
    .option('--type <type>', 'only reports of this task type')
    .option('--feature <name>', 'only what is on this feature')
    .option(
      '--keep <n>',
      'keep so many of the newest that match, in each stream',
      parseWholeNumber(0),
    )
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', closing)
    .action(async ({ agent, type, feature, keep, yes }) => {
      const query = { agent, taskType: type, featureName: feature };
      const named = Object.values(query).filter((part) => part !== undefined);
      if (named.length === 0) {
        fail(
          'invalid_argument',
          'Nothing says what to purge.',
          'Give at least one of --agent, --type and --feature.',
        );
      }
      const client = await open();
      const channels = await client.listReports(query, call());
      const what = `${counted(channels.length, 'channel')} of ${named.join(', ')}`;
      const but = keep ? `all but the newest ${keep} in each stream` : 'all reports and notices';
      const agreed = await confirm(
        `Remove ${but}: ${what}?`,
        yes || channels.length === 0,
        context,
      );
      if (!agreed) return declined(context);
      const purge: ReportPurge<Roster> = { ...query, keep };
      const removed = await client.purgeReports(purge, call());
      const { reports, notices } = removed;
      await output.answer(
        'purge',
        { ...removed, channels: channels.map(({ channel }) => channel) },
        () => `Removed ${counted(reports, 'report')} and ${counted(notices, 'notice')}.`,
      );
    });
};
