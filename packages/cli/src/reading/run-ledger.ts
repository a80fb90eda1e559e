import { DeliverablesError, type Notice, type Report } from '@agog/deliverables-core';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import type { Ledger } from '@agog/deliverables-reading';
import type { CommandContext } from '../program/command-context.ts';

/** A run that is counted, and who reads in it. */
export interface CountedRun {
  readonly run: string;
  /** `AGOG_AGENT`; `null` where nobody said who reads. */
  readonly agent: string | null;
}

/** What `AGOG_RUN` and `AGOG_AGENT` say; `null` where nothing is counted. */
export const countedRun = ({ surroundings }: CommandContext): CountedRun | null => {
  const { AGOG_RUN: run, AGOG_AGENT: agent } = surroundings.environment;
  return run ? { run, agent: agent || null } : null;
};

/** The ledger of a run, kept in the store. */
export const openLedger = async (context: CommandContext, run: string): Promise<Ledger> => {
  const { createLedger } = await import('@agog/deliverables-reading');
  return createLedger({ run, store: await context.open({ create: true }) });
};

/** Enters that the agent of this shell has read a report whole, where the run is counted. */
export const enterWhole = async (context: CommandContext, report: Report): Promise<void> => {
  const { run, agent } = countedRun(context) ?? {};
  if (run === undefined || !agent) return;
  const ledger = await openLedger(context, run);
  const { content: text, featureName } = report;
  ledger.account(agent, featureName).read({ kind: 'whole', part: '', text, reports: [report] });
  await settle(context, ledger);
};

/** Enters with which notice an agent has answered, where the run is counted. */
export const enterAnswer = async (
  context: CommandContext,
  notice: Notice,
  content: Uint8Array,
): Promise<void> => {
  const counted = countedRun(context);
  if (counted === null) return;
  const ledger = await openLedger(context, counted.run);
  const { agent, feature } = notice;
  const text = content.length > 0 ? decodeUtf8(content) : undefined;
  ledger.account(agent, feature).answered(notice, text);
  await settle(context, ledger);
};

/** Stores what was entered. What cannot be counted is said: it is no reason to fail what was done. */
export const settle = async ({ output, call }: CommandContext, ledger: Ledger): Promise<void> => {
  try {
    await ledger.settle(call());
  } catch (error) {
    output.note(`Not counted in ${ledger.run}: ${DeliverablesError.from(error).message}`);
  }
};
