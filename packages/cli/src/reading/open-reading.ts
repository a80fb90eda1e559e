import type { Reader } from '@agog/deliverables-reading';
import type { CommandContext } from '../program/command-context.ts';
import { countedRun, openLedger, settle } from './run-ledger.ts';

/** A reader, and what it enters into a ledger; disposing of it waits until that is stored. */
export interface Reading extends AsyncDisposable {
  readonly reader: Reader;
}

/** Opens a reader over the store. Where `AGOG_RUN` and `AGOG_AGENT` are set, it enters what is read. */
export const openReading = async (
  context: CommandContext,
  featureName: string,
): Promise<Reading> => {
  const client = await context.open({ orEmpty: true });
  const { createReader } = await import('@agog/deliverables-reading');
  const { run, agent } = countedRun(context) ?? {};
  if (run === undefined || !agent) {
    return { reader: createReader(client), [Symbol.asyncDispose]: async () => {} };
  }
  const ledger = await openLedger(context, run);
  return {
    reader: createReader(client, { ledger: ledger.account(agent, featureName) }),
    [Symbol.asyncDispose]: () => settle(context, ledger),
  };
};
