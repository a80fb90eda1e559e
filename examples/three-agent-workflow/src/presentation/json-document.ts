import type { Reading, StoredReport } from '../agents/agent.ts';
import type { WorkflowResult } from '../workflow.ts';

/** Names the shape of the document; another number means another shape. */
export const documentFormat = 'agog-three-agent-workflow/2';

/** What is known of a run beside its result. */
export interface RunFacts {
  readonly source: { readonly name: string; readonly folder: string };
  readonly store: { readonly transport: string; readonly path: string | null };
  readonly feature: string;
  readonly seconds: number;
}

/** A run as one document for programs. Reports are described, not included. */
export function jsonDocument(result: WorkflowResult, facts: RunFacts): Record<string, unknown> {
  const { sylvia, roy, cynthia } = result;
  const count = (wanted: string): number =>
    sylvia.checked.values.filter((value) => value.result === wanted).length;
  return {
    format: documentFormat,
    ok: result.ok,
    ...facts,
    stages: result.stages.map((stage) => ({
      agent: stage.agent,
      handed: { tokens: stage.handedTokens, notices: stage.handedNotices },
      fetched: stage.result.fetched.map(describeReading),
      published: stage.result.published === null ? null : describe(stage.result.published),
      notice: stage.result.notice,
      noticeTokens: stage.noticeTokens,
      seconds: Number(stage.seconds.toFixed(3)),
    })),
    critique: {
      verdict: sylvia.verdict,
      conditions: sylvia.conditions,
      claims: cynthia.claims,
      values: sylvia.checked.values.length,
      hold: count('holds'),
      changedSince: count('stale'),
      notMeasurable: count('unknown'),
      falseClaims: sylvia.checked.values
        .filter((value) => value.result === 'false')
        .map(({ id, kind, subject, measure, claimed, measured }) => ({
          ...{ claim: id, kind, subject, measure, claimed, measured },
        })),
      plantedClaims: cynthia.planted.map(({ id }) => id),
    },
    plan: { work: roy.work, blockers: roy.notice.blockers ?? [] },
    chain: result.chain.map(({ agent, taskType, sequence, status, verdict }) => ({
      ...{ agent, taskType, sequence, status, verdict },
    })),
    ledger: result.ledger,
    checks: result.checks,
  };
}

function describe({ channel, sequence, bytes, tokens, digest }: StoredReport): object {
  return { channel, sequence, bytes, tokens, digest };
}

function describeReading({ kind, part, channel, sequence, tokens }: Reading): object {
  return { kind, part, channel, sequence, tokens };
}
