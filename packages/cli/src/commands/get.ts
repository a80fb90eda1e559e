import { getReport } from '../get/get-report.ts';
import { parseLines } from '../get/parse-lines.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { collect } from '../reference/collect.ts';
import { referenceHelp } from '../reference/parse-reference.ts';

/** `agog get`: a report, its outline, or parts of it. */
export const configureGet: ConfigureCommand = (command, context) => {
  command
    .description('Print a report, its outline, or the part of it that is needed.')
    .argument('[reference...]', referenceHelp)
    .option('--outline', 'the sections with their tokens, and no text')
    .option('--levels <n>', 'how deep the outline goes', parseWholeNumber(1))
    .option(
      '--section <reference>',
      'a section by number, path or title, or /PATTERN/; again for more',
      collect,
    )
    .option('--no-subsections', 'sections without what is under them')
    .option('--lines <a-b>', 'from this line to that', parseLines)
    .option(
      '--pointer <pointer>',
      'a value of a JSON report, by JSON Pointer; again for more',
      collect,
    )
    .option('--max-tokens <n>', 'as much as fits', parseWholeNumber(1))
    .option(
      '--revision <n>',
      'this revision, as agog log lists it; default the latest',
      parseWholeNumber(1),
    )
    .option('--for-prompt', 'fenced as data of another agent, to be put into a prompt')
    .action((words, options) => getReport(context, words, options));
};
