import { describePlan, describeResult } from '@agog/deliverables-admin';
import { exitCodes } from '../exit-codes.ts';
import { applyRoster } from '../operate/apply-roster.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Nothing that is stored is removed without --allow-drop.
Exit code 0: every stream is as the roster has it now. 1: some were left as they are, and the answer says why.`;

/** `agog apply`: makes the streams as the roster has them. */
export const configureApply: ConfigureCommand = (command, context) => {
  const { output, finish } = context;
  command
    .option('--allow-drop', 'also lower limits where that removes messages')
    .addHelpText('after', closing)
    .action(async ({ allowDrop }) => {
      const { plan, result } = await applyRoster(context, { allowDrop });
      const show = () => `${describePlan(plan)}\n\n${describeResult(result)}`;
      await output.answer('apply', result, show);
      if (!result.complete) finish(exitCodes.failed);
    });
};
