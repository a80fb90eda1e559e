import { Option } from '@commander-js/extra-typings';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { watch } from '../watch/watch.ts';

/** `agog watch`: reports and notices as they are stored. */
export const configureWatch: ConfigureCommand = (command, context) => {
  command
    .description('Show reports and notices of all agents as they are stored, until Ctrl-C.')
    .option('--agent <name>', 'only of this agent')
    .option('--type <type>', 'only of this task type')
    .option('--feature <name>', 'only of this feature')
    .addOption(
      new Option('--only <kind>', 'one of the two').choices(['reports', 'notices'] as const),
    )
    .option('--all', 'begin with what is there')
    .option('--limit <n>', 'end after so many', parseWholeNumber(1))
    .action((options) => watch(context, options));
};
