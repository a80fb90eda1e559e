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
  type Desk,
  describeReport,
  openDesk,
  type Reading,
  readSections,
  required,
  type Workplace,
} from './agent.ts';
import { fitPhrases } from './fit-phrases.ts';

/** Sylvia's result, and how each claim came out. */
export interface SylviaResult extends AgentResult {
  readonly checked: CheckedReport;
  readonly verdict: Verdict;
  readonly conditions: number;
}

/** Sections that only explain: what the report says of itself. */
const explains = /^(scope and method|what this report does not say)$/i;
/** The one part of these that a checker needs: when the tree was measured. */
const baseline = 'scope-and-method/state-of-the-tree';

/** Takes the outline of the research, then every section that may claim something. */
async function readResearch(
  desk: Desk,
  research: Notice,
  { signal, countTokens }: Workplace,
): Promise<readonly [outline: Reading, sections: Reading]> {
  const { head, sections, text } = required(
    await desk.reader.outline(research, { signal }),
    research,
  );
  const claiming = sections.filter(
    ({ reference, title }) => reference !== '0' && !explains.test(title),
  );
  const wanted = [baseline, ...claiming.map(({ path }) => path)];
  const outline = {
    ...({ kind: 'outline', part: 'levels 1 and 2', text } as const),
    ...{ channel: head.channel, sequence: head.sequence },
    tokens: countTokens(text),
  };
  return [outline, await readSections(desk, research, { sections: wanted }, signal)];
}

/** Sylvia reads the research by its notice, measures what it claims, publishes her critique, and returns its notice. */
export async function runSylvia(
  place: Workplace,
  { research }: { readonly research: Notice },
): Promise<SylviaResult> {
  await using desk = await openDesk(place, 'sylvia');
  const fetched = await readResearch(desk, research, place);
  const [, { text, channel, sequence }] = fetched;
  place.onProgress('measures the tree again');
  const recount = await recountTree(place.source.folder, place.signal);
  const checked = checkClaims(readClaims(text), createMeasurer(recount), readBaseline(text));
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
  const notice = await desk.reader.deliver(
    {
      agent: 'sylvia',
      taskType: 'critique',
      featureName: place.feature,
      reportContent: writeCritique({
        ...{ name: place.source.name, checked, risks, conditions },
        reviewed: { channel, sequence },
      }),
      metadata: { verdict, values_checked: checked.values.length, false_claims: falseIds.length },
    },
    verdict === 'approved_with_conditions'
      ? { ...fields, conditions: fitPhrases(demands, { ...subject, ...fields }, place.countTokens) }
      : fields,
    { signal: place.signal },
  );
  const stored = await desk.client.fetchReportOrThrow(notice, { signal: place.signal });
  return {
    ...{ notice, fetched, published: describeReport(stored, place.countTokens) },
    ...{ checked, verdict, conditions: conditions.length },
  };
}
