import { Option } from '@commander-js/extra-typings';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { publish } from '../publish/publish.ts';
import { collect } from '../reference/collect.ts';

/** `agog publish`: a report and its notice, or the notice of work that stopped. */
export const configurePublish: ConfigureCommand = (command, context) => {
  command
    .description(
      'Store a report, wait until the store has it, publish its notice, and print that notice: one line of JSON.',
    )
    .requiredOption('--agent <name>', 'who publishes')
    .option('--type <type>', "the task type; the agent's own where it has one only")
    .requiredOption('--feature <name>', 'what the report is about')
    .option('--file <path>', 'the report; standard input without it, or where it is -')
    .option('--summary <text>', 'what was done, in one or two sentences')
    .option(
      '--meta <key=value>',
      'metadata of the report; key:=JSON for no text; again for more',
      collect,
    )
    .addOption(
      new Option('--status <status>', 'how the work ended; blocked and failed need no report')
        .choices(['complete', 'blocked', 'failed'] as const)
        .default('complete' as const),
    )
    .addOption(
      new Option('--verdict <verdict>', 'what a critic makes of the work').choices([
        'approved',
        'approved_with_conditions',
        'rejected',
      ] as const),
    )
    .option('--condition <text>', 'what must happen first; again for more', collect)
    .option('--blocker <text>', 'what stands in the way; again for more', collect)
    .addOption(
      new Option('--complexity <size>', 'how much work it was').choices([
        'Simple',
        'Medium',
        'Complex',
      ] as const),
    )
    .option('--files-modified <n>', 'how many files were changed', parseWholeNumber(0))
    .option('--ready', 'the next stage may start')
    .option('--not-ready', 'the next stage has to wait')
    .option('--next-agent <name>', 'who goes on')
    .option('--title <text>', "default: the report's first heading")
    .option('--content-type <type>', 'default: by the name of the file, else Markdown')
    .option(
      '--expect-revision <n>',
      'refuse unless this is the latest revision; 0: none yet',
      parseWholeNumber(0),
    )
    .action((options) => publish(context, options));
};
