import { type NoticeOptions, noticeOptions } from '../notice/notice-options.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { publish } from '../publish/publish.ts';
import { collect } from '../reference/collect.ts';

/** `agog publish`: a report and its notice, or the notice of work that stopped. */
export const configurePublish: ConfigureCommand = (command, context) => {
  const typed = command
    .description(
      'Store a report, wait until the store has it, publish its notice, and print that notice: one line of JSON.',
    )
    .requiredOption('--agent <name>', 'who publishes')
    .option('--type <type>', "the task type; the agent's own where it has one only")
    .requiredOption('--feature <name>', 'what the report is about')
    .option('--file <path>', 'the report; standard input without it, or where it is -')
    .option('--summary <text>', "what was done, in one or two sentences; default: the report's own")
    .option(
      '--meta <key=value>',
      'metadata of the report; key:=JSON for no text; again for more',
      collect,
    )
    .option('--title <text>', "default: the report's first heading")
    .option('--content-type <type>', 'default: by the name of the file, else Markdown')
    .option(
      '--expect-revision <n>',
      'refuse unless this is the latest revision; 0: none yet',
      parseWholeNumber(0),
    );
  for (const option of noticeOptions()) command.addOption(option);
  typed.action((options) => {
    // The options of notices are a list that the types do not see into.
    const said = command.opts() as unknown as NoticeOptions;
    return publish(context, { ...said, ...options });
  });
};
