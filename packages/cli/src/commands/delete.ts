import { exitCodes } from '../exit-codes.ts';
import { confirm, declined } from '../operate/confirm.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { resolveTaskType } from '../reference/resolve-task-type.ts';

const closing = `
Asks before it does it; --yes answers. Exit code 1: there is no such revision.
To remove all of a feature, an agent or a task type: agog purge.`;

/** `agog delete`: removes one revision. */
export const configureDelete: ConfigureCommand = (command, context) => {
  const { open, call, output, settings, finish } = context;
  command
    .argument('<agent>', 'who published it')
    .argument('<feature>', 'what it is about')
    .requiredOption('--revision <n>', 'which one; agog log lists them', parseWholeNumber(1))
    .option('--type <type>', "its task type; the agent's own where it has one only")
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', closing)
    .action(async (agent, featureName, { revision, type, yes }) => {
      const { roster } = await settings();
      const taskType = resolveTaskType(roster, agent, type);
      const client = await open();
      const name = { agent, taskType, featureName };
      const history = await client.history(name, call());
      const found = history.find(({ sequence }) => sequence === revision);
      const what = `revision ${revision} of ${agent} ${featureName}`;
      if (found) {
        const title = found.title ? ` ("${found.title}")` : '';
        const question = `Remove ${what}${title}? Its notice will no longer verify.`;
        if (!(await confirm(question, yes, context))) return declined(context);
      }
      const deleted = await client.deleteReport({ ...name, sequence: revision }, call());
      const answer = { ...name, revision, deleted };
      await output.answer('delete', answer, () =>
        deleted ? `Removed ${what}.` : `There is no ${what}.`,
      );
      if (!deleted) finish(exitCodes.failed);
    });
};
