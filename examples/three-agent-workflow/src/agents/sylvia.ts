import type { Notice, NoticeFields, Verdict } from '@agog/deliverables-core';
import { readBaseline } from '../claims/baseline.ts';
import { readClaims } from '../claims/read-claims.ts';
import { type CheckedReport, checkClaims } from '../critique/check-claims.ts';
import { drawConditions } from '../critique/conditions.ts';
import { findRisks } from '../critique/find-risks.ts';
import { createMeasurer } from '../critique/measure.ts';
import { recountTree } from '../critique/recount-tree.ts';
import { reachVerdict, writeCritique } from '../critique/write-critique.ts';
import {
  type AgentResult,
  describeReport,
  fetchByNotice,
  openClient,
  type Workplace,
} from './agent.ts';
import { fitPhrases } from './fit-phrases.ts';

/** Sylvia's result, and how each claim came out. */
export interface SylviaResult extends AgentResult {
  readonly checked: CheckedReport;
  readonly verdict: Verdict;
  readonly conditions: number;
}

/** Sylvia fetches the research by its notice, measures what it claims, publishes her critique, and returns its notice. */
export async function runSylvia(
  place: Workplace,
  { research }: { readonly research: Notice },
): Promise<SylviaResult> {
  await using client = await openClient(place.store, place.countTokens);
  const fetched = await fetchByNotice(client, research, place);
  place.onProgress('measures the tree again');
  const recount = await recountTree(place.source.folder, place.signal);
  const checked = checkClaims(
    readClaims(fetched.content),
    createMeasurer(recount),
    readBaseline(fetched.content),
  );
  const risks = findRisks(recount);
  const conditions = drawConditions(checked, risks);
  const verdict = reachVerdict(checked, conditions);
  place.onProgress('writes her critique');

  const falseIds = [
    ...new Set(checked.values.filter(({ result }) => result === 'false').map(({ id }) => id)),
  ];
  const rejected = verdict === 'rejected';
  const fields: NoticeFields = {
    summary: rejected
      ? `Checked ${checked.values.length} values; false claims: ${falseIds.slice(0, 6).join(', ')}${falseIds.length > 6 ? ` and ${falseIds.length - 6} more` : ''}.`
      : `Checked ${checked.values.length} values; none is false.`,
    ...{ complexity: 'Simple', verdict, ready_for_next_stage: !rejected },
    next_agent: rejected ? 'cynthia' : 'roy',
  };
  const subject = { agent: 'sylvia', task_type: 'critique', feature: place.feature };
  const demands = conditions.map(({ demand }) => demand);
  const notice = await client.deliver(
    {
      agent: 'sylvia',
      taskType: 'critique',
      featureName: place.feature,
      reportContent: writeCritique({
        ...{ name: place.source.name, checked, risks, conditions },
        reviewed: { channel: fetched.channel, sequence: fetched.sequence },
      }),
      metadata: { verdict, values_checked: checked.values.length, false_claims: falseIds.length },
    },
    verdict === 'approved_with_conditions'
      ? { ...fields, conditions: fitPhrases(demands, { ...subject, ...fields }, place.countTokens) }
      : fields,
    { signal: place.signal },
  );
  const stored = await client.fetchReportOrThrow(notice, { signal: place.signal });
  return {
    ...{ notice, fetched: [fetched], published: describeReport(stored, place.countTokens) },
    ...{ checked, verdict, conditions: conditions.length },
  };
}
