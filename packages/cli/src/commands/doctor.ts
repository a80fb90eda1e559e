import { describeDiagnosis } from '@agog/deliverables-admin';
import { describeSettings, tellSettings } from '../doctor/describe-settings.ts';
import { examine } from '../doctor/examine.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Changes nothing. Exit code 0: nothing is wrong. 1: something is, and the answer says what and the way out. 3: the store
cannot be reached or used.`;

/** `agog doctor`: which store is used and why, and what is wrong with it. */
export const configureDoctor: ConfigureCommand = (command, context) => {
  const { output, settings, finish, surroundings } = context;
  command
    .option(
      '--role <role>',
      "whose rights a server's user needs: admin, orchestrator, reader, or an agent's name",
      'admin',
    )
    .option('--monitor-url <url>', "where a server's monitoring is; without it AGOG_MONITOR_URL")
    .addHelpText('after', closing)
    .action(async ({ role, monitorUrl = surroundings.environment.AGOG_MONITOR_URL }) => {
      const found = await settings();
      const { diagnosis, isReachable } = await examine(context, { role, monitorUrl });
      const answer = { settings: describeSettings(found), ...diagnosis };
      const show = () => `${tellSettings(found, output.style)}\n\n${describeDiagnosis(diagnosis)}`;
      await output.answer('doctor', answer, show);
      if (!isReachable) finish(exitCodes.store);
      else if (!diagnosis.healthy) finish(exitCodes.failed);
    });
};
