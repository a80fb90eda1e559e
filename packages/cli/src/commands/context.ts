import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { openReading } from '../reading/open-reading.ts';

/** `agog context`: the prompt text for the next agent. */
export const configureContext: ConfigureCommand = (command, context) => {
  const { output, call } = context;
  command
    .description(
      'Print what the next agent needs of the reports before it: notices, what its task names, outlines, and how to read more.',
    )
    .argument('<agent>', 'who is to work now')
    .argument('<feature>', 'on what')
    .option('--task <text>', 'what it is to do, in words')
    .option('--max-tokens <n>', 'at most so many, from 300; default 2000', parseWholeNumber(300))
    .action(async (agent, feature, { task, maxTokens }) => {
      await using reading = await openReading(context, feature);
      const query = { agent, feature, task, maxTokens };
      const answer = await reading.reader.contextFor(query, call());
      await output.answer('context', answer, () => answer.text.trimEnd());
    });
};
