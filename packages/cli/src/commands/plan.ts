import { createStreamManager, describePlan } from '@agog/deliverables-admin';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { exitCodes } from '../exit-codes.ts';
import { openAsItIs } from '../operate/open-as-it-is.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Exit code 0: the streams are as the roster has them. 1: something is to be done, and agog apply does it.`;

/** `agog plan`: how the streams differ from the roster. */
export const configurePlan: ConfigureCommand = (command, context) => {
  const { call, output, settings, finish } = context;
  command.addHelpText('after', closing).action(async () => {
    const { roster } = await settings();
    const client = await openAsItIs(context);
    // A file that is not there is a store that is empty.
    const transport = client?.transport ?? createMemoryTransport();
    const plan = await createStreamManager(transport, roster).plan(call());
    await output.answer('plan', plan, () => describePlan(plan));
    if (plan.steps.some(({ action }) => action !== 'unchanged')) finish(exitCodes.failed);
  });
};
