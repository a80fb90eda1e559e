import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseDuration, parseWholeNumber } from '../program/global-options.ts';
import { referenceHelp } from '../reference/parse-reference.ts';
import { wait } from '../wait/wait.ts';

/** `agog wait`: until an agent has finished, or stopped. */
export const configureWait: ConfigureCommand = (command, context) => {
  command
    .description(
      'Wait until the notice of an agent is there, and print it. Ends with 0 for complete, 5 for blocked, 6 for failed, 4 for a --timeout.',
    )
    .argument('[reference...]', referenceHelp)
    .option('--report', 'for a report, whatever the notices say; prints its head')
    .option(
      '--after <n>',
      'for a report after this revision; implies --report',
      parseWholeNumber(1),
    )
    .option(
      '--since <time>',
      'for a notice of this time or later: 5m for five minutes ago, or ISO 8601',
      parseTime,
    )
    .action((words, options) => wait(context, words, options));
};

const parseTime = (text: string): Date => {
  if (/^\d+(\.\d+)?(ms|s|m|h)?$/.test(text)) return new Date(Date.now() - parseDuration(text));
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('Write a time such as 5m, 2h or 2026-01-31T12:00:00Z.');
  }
  return time;
};
