import type { Notice } from '@agog/deliverables-core';
import { decodeUtf8, fail } from '@agog/deliverables-core/transport';
import { type CountedRun, createLedger, listRuns } from '@agog/deliverables-reading';
import type { Column } from '../output/table.ts';
import type { CommandContext } from '../program/command-context.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { readFileOrInput } from '../publish/read-input.ts';
import { countedRun, openLedger } from '../reading/run-ledger.ts';
import { showSavings } from '../savings/show-savings.ts';

const columns: readonly Column<CountedRun>[] = [
  { title: 'RUN', of: ({ run }) => run },
  { title: 'FEATURES', of: ({ features }) => features.join(', '), shrinks: true },
  { title: 'LATEST', of: ({ lastTime }) => lastTime.toISOString().slice(0, 16).replace('T', ' ') },
];

/** `agog savings`: what a run spent, and what it saved. */
export const configureSavings: ConfigureCommand = (command, context) => {
  const { output, call, open } = context;
  command
    .description(
      'Show what a run spent in tokens, and what it would have spent with every report inlined. What agog publishes and reads is entered where AGOG_RUN names the run and AGOG_AGENT who reads.',
    )
    .argument('[run]', 'the run; default: AGOG_RUN, else the only one there is; of several a list')
    .action(async (given) => {
      const client = await open({ orEmpty: true });
      const named = given ?? countedRun(context)?.run;
      const runs = named === undefined ? await listRuns(client, call()) : [];
      if (runs.length > 1) {
        await output.answer('runs', runs, () => output.table(runs, columns, ''));
        return output.note('Name one: agog savings RUN');
      }
      const run = named ?? runs[0]?.run;
      const none =
        'Nothing is counted yet; it is where AGOG_RUN is set in the shells of the agents.';
      if (run === undefined) fail('not_found', 'There is no run.', none);
      const report = await createLedger({ run, store: client }).report(call());
      if (report.entries === 0) {
        const hint = `agog savings without a name lists the runs. ${none}`;
        fail('not_found', `Nothing is counted of the run ${run}.`, hint);
      }
      await output.answer('savings', report, () => showSavings(report, output));
    });
  command
    .command('spawned')
    .description('enter the prompt that an agent is spawned with; the notices in it are found')
    .argument('<agent>', 'who is spawned')
    .argument('<feature>', 'for what')
    .option('--file <path>', 'the prompt; standard input without it, or where it is -')
    .option('--run <name>', 'the run; default: AGOG_RUN')
    .action(async (agent, feature, { file, run }) => {
      const prompt = decodeUtf8(await readFileOrInput(context, file, 'prompt'));
      const ledger = await openLedger(context, runOf(context, run));
      const notices = await noticesIn(context, prompt, feature);
      ledger.account(agent, feature).spawned({ prompt, notices });
      await ledger.settle(call());
      const told = { run: ledger.run, agent, feature, notices: notices.length };
      await output.answer('spawned', told, () => `Entered, with ${notices.length} notices.`);
    });
};

const runOf = (context: CommandContext, given: string | undefined): string =>
  given ??
  countedRun(context)?.run ??
  fail('invalid_argument', 'No run is named.', 'Name one by --run, or set AGOG_RUN.');

/** The latest notices of a feature that stand in a prompt, by their digests. */
const noticesIn = async (
  { open, call }: CommandContext,
  prompt: string,
  feature: string,
): Promise<Notice[]> => {
  const client = await open({ orEmpty: true });
  const stages = await client.chain(feature, call());
  const notices = await Promise.all(
    stages
      .filter(({ status }) => status !== null)
      .map(({ channel }) => client.fetchNotice({ channel }, call())),
  );
  return notices.flatMap((notice) =>
    notice?.digest && prompt.includes(notice.digest) ? [notice] : [],
  );
};
