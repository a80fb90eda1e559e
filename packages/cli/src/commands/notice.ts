import { fail } from '@agog/deliverables-core/transport';
import { buildNotice } from '../notice/build-notice.ts';
import { type NoticeOptions, noticeOptions } from '../notice/notice-options.ts';
import { readNotice } from '../notice/read-notice.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { describeRevision } from '../reference/describe-revision.ts';
import { channelIn, parseReference, referenceHelp } from '../reference/parse-reference.ts';

const fileHelp = 'where the text is; standard input without it, or where it is -';

/** `agog notice`: notices by themselves. */
export const configureNotice: ConfigureCommand = (command, context) => {
  const { open, call, output, settings } = context;
  command.description(
    'Make a notice of a stored report, find one in a text, prove one, or show the latest.',
  );

  const build = command
    .command('build')
    .description('make the notice of a stored report, and print it; --publish stores it too')
    .requiredOption('--agent <name>', 'whose report')
    .option('--type <type>', "the task type; the agent's own where it has one only")
    .requiredOption('--feature <name>', 'what the report is about')
    .option('--revision <n>', 'which revision; default the latest', parseWholeNumber(1))
    .requiredOption('--summary <text>', 'what was done, in one or two sentences')
    .option('--publish', 'store it as well');
  for (const option of noticeOptions()) build.addOption(option);
  build.action((options) => {
    // The options of notices are a list that the types do not see into.
    const said = build.opts() as unknown as NoticeOptions;
    return buildNotice(context, { ...said, ...options });
  });

  command
    .command('parse')
    .description('find the one notice in what an agent wrote, and print it as one line of JSON')
    .argument('[file]', fileHelp)
    .action(async (file) => {
      const notice = await readNotice(context, file);
      await output.answer('notice', notice, () => JSON.stringify(notice));
    });

  command
    .command('verify')
    .description('prove that the report of a notice is stored, with that revision and digest')
    .argument('[file]', fileHelp)
    .action(async (file) => {
      const notice = await readNotice(context, file);
      const head = await (await open({ orEmpty: true })).verifyNotice(notice, call());
      await output.answer(
        'verified',
        head,
        () => `${describeRevision(head)} is stored, as the notice says.`,
      );
    });

  command
    .command('show')
    .description('print the latest notice')
    .argument('[reference...]', referenceHelp)
    .action(async (words) => {
      const { roster } = await settings();
      const channel = channelIn(roster, await parseReference(context, words));
      const notice = await (await open({ orEmpty: true })).fetchNotice({ channel }, call());
      if (notice === null)
        fail('not_found', `There is no notice for ${channel}.`, 'agog wait waits for it.');
      return output.answer('notice', notice, () => JSON.stringify(notice));
    });
};
