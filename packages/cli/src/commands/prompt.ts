import { onboardingText } from '@agog/deliverables-reading/tools';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { nameStore } from '../prompt/name-store.ts';

/** `agog prompt`: what to tell an agent that has only a shell. */
export const configurePrompt: ConfigureCommand = (command, context) => {
  const { output, settings, globals } = context;
  command
    .argument('<agent>', 'whom it is for')
    .argument('<feature>', 'what it is to work on')
    .option('--type <type>', "the task type; the agent's first without it")
    .action(async (agent, featureName, { type }) => {
      const found = await settings();
      const { roster } = found;
      const input = { roster, agent, featureName, taskType: type, form: 'shell' } as const;
      const text = nameStore(onboardingText(input), found, globals().config !== undefined);
      await output.answer('prompt', { agent, featureName, text }, () => text.trimEnd());
    });
};
