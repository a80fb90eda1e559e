import type { ChainStage, Notice } from '@agog/deliverables-core';
import type { LedgerReport } from '@agog/deliverables-reading';
import { type Client, openClient, openLedger, type Workplace } from './agents/agent.ts';
import type { CynthiaResult } from './agents/cynthia.ts';
import type { RoyResult } from './agents/roy.ts';
import type { AgentResults, AgentTasks, SetToWork } from './agents/set-to-work.ts';
import { type AgentRole, promptWithNotices } from './agents/spawn-prompt.ts';
import type { SylviaResult } from './agents/sylvia.ts';
import { checkOutcome, type OutcomeCheck } from './outcome.ts';
import type { Stage } from './stage.ts';

/** A whole run. */
export interface WorkflowResult {
  readonly stages: readonly Stage[];
  readonly cynthia: CynthiaResult;
  readonly sylvia: SylviaResult;
  readonly roy: RoyResult;
  /** The feature's stages that were reached, as the store tells them. */
  readonly chain: readonly ChainStage[];
  /** What the run spent, and what it would have spent with every report inlined. */
  readonly ledger: LedgerReport;
  readonly checks: readonly OutcomeCheck[];
  /** Whether every check passed. */
  readonly ok: boolean;
}

/** Who follows a run while it goes on. */
export interface WorkflowObserver {
  stageBegins(agent: AgentRole, handedTokens: number, handedNotices: number): void;
  stageEnds(stage: Stage): void;
}

/** What a run needs beside its workplace. */
export interface WorkflowOptions {
  readonly observer: WorkflowObserver;
  /** How many of Cynthia's claims to make false. */
  readonly plantErrors: number;
  /** In this process, or each in one of its own. */
  readonly setToWork: SetToWork;
}

/** Runs the three agents one after the other, hands each the notices of those before, and checks the outcome. */
export async function runWorkflow(
  place: Workplace,
  { observer, plantErrors, setToWork }: WorkflowOptions,
): Promise<WorkflowResult> {
  await using client = await openClient(place.store, place.countTokens);
  await client.initialize({ signal: place.signal });
  const before = await client.chain(place.feature, { signal: place.signal });

  const stages: Stage[] = [];
  const ledger = openLedger(place, client);
  const spawn = async <Role extends AgentRole>(
    agent: Role,
    task: AgentTasks[Role],
    notices: readonly Notice[],
  ): Promise<AgentResults[Role]> => {
    place.signal.throwIfAborted();
    const prompt = promptWithNotices(agent, place, notices);
    ledger.account(agent, place.feature).spawned({ prompt, notices });
    const handedTokens = place.countTokens(prompt);
    observer.stageBegins(agent, handedTokens, notices.length);
    const began = performance.now();
    const result = await setToWork(agent, place, task);
    const seconds = (performance.now() - began) / 1000;
    const noticeTokens = place.countTokens(JSON.stringify(result.notice));
    const handed = { handedTokens, handedNotices: notices.length };
    const stage = { agent, ...handed, result, noticeTokens, seconds };
    stages.push(stage);
    observer.stageEnds(stage);
    return result;
  };

  const cynthia = await spawn('cynthia', { plantErrors }, []);
  const research = cynthia.notice;
  const sylvia = await spawn('sylvia', { research }, [research]);
  const critique = sylvia.notice;
  const roy = await spawn('roy', { research, critique }, [research, critique]);

  const chain = await reachedStages(client, place);
  const spent = await ledger.report({ signal: place.signal });
  const checks = await checkOutcome({
    ...{ client, signal: place.signal, stages, cynthia, sylvia, roy, before, chain },
    ledger: spent,
    countTokens: place.countTokens,
  });
  const ok = checks.every((check) => check.passed);
  return { ...{ stages, cynthia, sylvia, roy, chain, checks }, ledger: spent, ok };
}

async function reachedStages(client: Client, place: Workplace): Promise<ChainStage[]> {
  const chain = await client.chain(place.feature, { signal: place.signal });
  return chain.filter(({ present, status }) => present || status !== null);
}
