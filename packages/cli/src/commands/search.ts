import { fail } from '@agog/deliverables-core/transport';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { openReading } from '../reading/open-reading.ts';
import { collect } from '../reference/collect.ts';
import { parseReference } from '../reference/parse-reference.ts';

/** `agog search`: the passages that answer a question. */
export const configureSearch: ConfigureCommand = (command, context) => {
  const { output, call } = context;
  command
    .description('Print the passages that answer a question, each with where it stands.')
    .argument('<query...>', 'the question, in words')
    .option('--feature <name>', 'the reports of this feature')
    .option('--agent <name>', 'the reports of this agent')
    .option(
      '--report <reference>',
      'this report: AGENT/TYPE/FEATURE or a channel; again for more',
      collect,
    )
    .option('--max-tokens <n>', 'at most so many; default 500', parseWholeNumber(1))
    .option('--for-prompt', 'fenced as data of other agents, to be put into a prompt')
    .action(async (words, { feature, agent, report, maxTokens, forPrompt }) => {
      const limits = { maxTokens, fenced: forPrompt };
      const references = await Promise.all(
        (report ?? []).map((one) => parseReference(context, [one])),
      );
      await using reading = await openReading(context, feature ?? 'all');
      const { reader } = reading;
      const query = words.join(' ');
      const search = () => {
        if (references.length > 0)
          return reader.searchReports(query, { references, ...limits }, call());
        if (agent !== undefined) {
          return reader.searchReports(query, { agent, feature, ...limits }, call());
        }
        if (feature !== undefined)
          return reader.searchReports(query, { feature, ...limits }, call());
        return fail(
          'invalid_argument',
          'It is not said where to search.',
          'Add --feature, --agent or --report.',
        );
      };
      const answer = await search();
      await output.answer('search', answer, () => answer.text.trimEnd());
    });
};
