import { type ChainStage, type CountTokens, DeliverablesError } from '@agog/deliverables-core';
import type { LedgerReport } from '@agog/deliverables-reading';
import type { Client } from './agents/agent.ts';
import type { CynthiaResult } from './agents/cynthia.ts';
import type { RoyResult } from './agents/roy.ts';
import type { SylviaResult } from './agents/sylvia.ts';
import { formatCount } from './claims/claim.ts';
import { readCritique } from './plan/read-critique.ts';
import { researchLength } from './research/write-research.ts';
import type { Stage } from './stage.ts';

/** One thing that must be true of a run. */
export interface OutcomeCheck {
  /** What must be true. */
  readonly name: string;
  readonly passed: boolean;
  /** What was seen. */
  readonly detail: string;
}

/** What a run is judged by. */
export interface OutcomeInput {
  readonly client: Client;
  readonly countTokens: CountTokens;
  readonly signal: AbortSignal;
  readonly stages: readonly Stage[];
  readonly cynthia: CynthiaResult;
  readonly sylvia: SylviaResult;
  readonly roy: RoyResult;
  readonly ledger: LedgerReport;
  /** The feature's stages before and after the run. */
  readonly before: readonly ChainStage[];
  readonly chain: readonly ChainStage[];
}

/** Judges a run by what the store holds and what the agents said; nothing is assumed. */
export async function checkOutcome(input: OutcomeInput): Promise<OutcomeCheck[]> {
  return [
    await checkNotices(input),
    checkNoticeSizes(input),
    checkFetched(input),
    checkChain(input),
    checkLength(input),
    checkVerdict(input),
    checkPlan(input),
    checkLedger(input),
  ];
}

/** Every complete notice names a report that the store holds; Roy's last word is in the store, whatever it is. */
async function checkNotices({ client, signal, stages }: OutcomeInput): Promise<OutcomeCheck> {
  const wrong: string[] = [];
  for (const { agent, result } of stages) {
    try {
      if (result.notice.status === 'complete') await client.verifyNotice(result.notice, { signal });
    } catch (error) {
      wrong.push(`${agent}: ${DeliverablesError.from(error).message}`);
    }
  }
  const complete = stages.filter(({ result }) => result.notice.status === 'complete').length;
  return {
    name: 'every notice names a stored report',
    passed: wrong.length === 0,
    detail: wrong.length === 0 ? `${complete} verified in the store` : wrong.join('; '),
  };
}

function checkNoticeSizes({ stages }: OutcomeInput): OutcomeCheck {
  const largest = Math.max(...stages.map(({ noticeTokens }) => noticeTokens));
  return {
    name: 'no notice is longer than 200 tokens',
    passed: largest <= 200,
    detail: `the longest has ${largest}`,
  };
}

/** What was read is what was published: the revision that the notice names, and of sections every line. */
function checkFetched({ stages }: OutcomeInput): OutcomeCheck {
  const wrong: string[] = [];
  const results = new Map(stages.map(({ result }) => [result.published?.channel, result]));
  let compared = 0;
  for (const { agent, result } of stages) {
    for (const { kind, channel, sequence, text } of result.fetched) {
      const author = results.get(channel);
      const lines = new Set(author?.published?.content.split('\n'));
      const same =
        author?.notice.sequence === sequence &&
        (kind !== 'sections' || text.split('\n').every((line) => lines.has(line)));
      compared += 1;
      if (!same) wrong.push(`${agent} read another ${channel}`);
    }
  }
  return {
    name: 'everything read is from the reports that the notices name',
    passed: wrong.length === 0 && compared > 0,
    detail: wrong.length === 0 ? `${compared} readings compared` : wrong.join('; '),
  };
}

function checkChain({ chain, before, sylvia, roy }: OutcomeInput): OutcomeCheck {
  const stage = (agent: string): ChainStage | undefined =>
    chain.find((found) => found.agent === agent && found.sequence !== null) ??
    chain.find((found) => found.agent === agent);
  const earlierPlan = before.find((found) => found.agent === 'roy')?.sequence ?? null;
  const reached = ['cynthia', 'sylvia'].every((agent) => stage(agent)?.status === 'complete');
  const plan = stage('roy');
  const last =
    roy.published === null
      ? plan?.status === 'blocked' && plan.sequence === earlierPlan
      : plan?.status === 'complete' && plan.sequence === roy.published.sequence;
  return {
    name: 'the chain shows every stage as it is',
    passed: reached && last && stage('sylvia')?.verdict === sylvia.verdict,
    detail: chain.map(({ agent, status }) => `${agent} ${status}`).join(', '),
  };
}

function checkLength({ cynthia }: OutcomeInput): OutcomeCheck {
  const tokens = cynthia.published?.tokens ?? 0;
  const small = cynthia.filledFiles < 30;
  return {
    name: `the research has ${formatCount(researchLength.least)} to ${formatCount(researchLength.most)} tokens`,
    passed: tokens <= researchLength.most && (small || tokens >= researchLength.least),
    detail: `${formatCount(tokens)}${small && tokens < researchLength.least ? ', all there is to say of so small a tree' : ''}`,
  };
}

/** The critic names every planted error and nothing else, and her verdict follows. */
function checkVerdict({ cynthia, sylvia }: OutcomeInput): OutcomeCheck {
  const text = readCritique(sylvia.published?.content ?? '');
  const planted = [...new Set(cynthia.planted.map(({ id }) => id))].sort();
  const named = [...new Set(text.falseClaims.map(({ id }) => id))].sort();
  const exact = planted.join() === named.join();
  const checked = new Set(sylvia.checked.values.map(({ id }) => id)).size;
  return {
    name:
      planted.length === 0
        ? 'the critic checks every claim and finds none false'
        : 'the critic names exactly the planted errors and rejects',
    passed:
      exact && checked === cynthia.claims && (sylvia.verdict === 'rejected') === planted.length > 0,
    detail:
      exact && planted.length === 0
        ? `${checked} of ${cynthia.claims} claims checked`
        : `${checked} of ${cynthia.claims} claims checked; planted ${planted.join(', ') || 'none'}; named ${named.join(', ') || 'none'}; ${sylvia.verdict}`,
  };
}

const claimIds = /\bC\d{3,}\b/g;

/** The plan cites confirmed claims alone; a rejected report gets no plan, but blockers. */
function checkPlan({ sylvia, roy }: OutcomeInput): OutcomeCheck {
  if (roy.published === null) {
    const blockers = roy.notice.blockers?.length ?? 0;
    return {
      name: 'a rejected research gets no plan, but blockers',
      passed: roy.notice.status === 'blocked' && sylvia.verdict === 'rejected' && blockers > 0,
      detail: `${blockers} blockers`,
    };
  }
  const critique = readCritique(sylvia.published?.content ?? '');
  // A condition may be about a claim: to measure it again, or to restate it.
  const demanded = critique.conditions.flatMap(({ demand }) => demand.match(claimIds) ?? []);
  const sound = new Set([...sylvia.checked.confirmed, ...demanded]);
  const cited = new Set(roy.published.content.match(claimIds) ?? []);
  const unconfirmed = [...cited].filter((id) => !sound.has(id));
  const unmet = critique.conditions.filter(({ id }) => !roy.published?.content.includes(`(${id},`));
  const rests = cited.size > 0 || roy.work === 0;
  return {
    name: 'the plan rests on confirmed claims and meets every condition',
    passed: sylvia.verdict !== 'rejected' && rests && unconfirmed.length + unmet.length === 0,
    detail:
      unconfirmed.length + unmet.length === 0
        ? `${cited.size} claims cited, ${critique.conditions.length} conditions met`
        : `not confirmed: ${unconfirmed.join(', ') || 'none'}; not met: ${unmet.map(({ id }) => id).join(', ') || 'none'}`,
  };
}

/** Both figures have to be savings: a prompt is no cheaper where the agent then reads everything. */
function checkLedger({ ledger }: OutcomeInput): OutcomeCheck {
  const { spawn, endToEnd } = ledger.total.withOrchestrator;
  return {
    name: 'notices and reading in parts save tokens',
    passed: spawn.saved > 0 && endToEnd.saved > 0 && ledger.unreadable === 0,
    detail: `${spawn.savedPercent?.toFixed(1)} % of spawning, ${endToEnd.savedPercent?.toFixed(1)} % end to end`,
  };
}
