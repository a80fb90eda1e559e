import { createUnfinishedNotice, type Notice } from '@agog/deliverables-core';
import { readClaims } from '../claims/read-claims.ts';
import { deriveWork } from '../plan/derive-work.ts';
import { gatherEvidence } from '../plan/evidence.ts';
import { type ReadCritique, readCritique } from '../plan/read-critique.ts';
import { writePlan } from '../plan/write-plan.ts';
import {
  type AgentResult,
  type Desk,
  describeReport,
  openDesk,
  type Reading,
  readSections,
  type Workplace,
} from './agent.ts';
import { askQuestions } from './ask-questions.ts';
import { fitPhrases } from './fit-phrases.ts';

/** Roy's result. */
export interface RoyResult extends AgentResult {
  /** Pieces of work in the plan; 0 where he is blocked. */
  readonly work: number;
}

/** What a planner needs of a critique. */
const decisions = ['verdict', 'false-claims', 'confirmed-claims', 'conditions'];

/**
 * Roy reads what the critique decides, asks the research what he has to know, and plans from what is confirmed; or he says what
 * blocks him.
 */
export async function runRoy(
  place: Workplace,
  notices: { readonly research: Notice; readonly critique: Notice },
): Promise<RoyResult> {
  await using desk = await openDesk(place, 'roy');
  const critique = await readSections(
    desk,
    notices.critique,
    { sections: decisions },
    place.signal,
  );
  const read = readCritique(critique.text);
  const blockers = findBlockers(read, notices.critique);
  if (blockers.length > 0) {
    const notice = await publishBlocked(desk, place, blockers);
    return { notice, fetched: [critique], published: null, work: 0 };
  }
  const answers = await askQuestions(desk, notices.research, place);
  const { research } = answers;
  place.onProgress('writes his plan');
  const evidence = gatherEvidence(readClaims(research.text), read.confirmed);
  const work = deriveWork(evidence, read.conditions);
  const [first] = work;
  const notice = await desk.reader.deliver(
    {
      agent: 'roy',
      taskType: 'backend',
      featureName: place.feature,
      reportContent: writePlan({
        ...{ name: place.source.name, critique: read, evidence, work },
        sources: [sourceOf('Research', research), sourceOf('Critique', critique)],
      }),
      metadata: { work_items: work.length, conditions: read.conditions.length, files_modified: 0 },
    },
    {
      summary:
        first === undefined
          ? 'No work follows from the research and its critique.'
          : `Planned ${work.length} pieces of work from ${read.confirmed.size} confirmed claims; first: ${first.title.replaceAll('`', '')}.`,
      complexity: work.length < 5 ? 'Simple' : work.length < 25 ? 'Medium' : 'Complex',
      ...{ files_modified: 0, ready_for_next_stage: true },
    },
    { signal: place.signal },
  );
  const stored = await desk.client.fetchReportOrThrow(notice, { signal: place.signal });
  const published = describeReport(stored, place.countTokens);
  const fetched = [critique, ...answers.searches, research];
  return { notice, fetched, published, work: work.length };
}

function findBlockers(critique: ReadCritique, notice: Notice): string[] {
  if (critique.verdict !== notice.verdict) {
    return [`The critique says ${critique.verdict}, its notice ${notice.verdict}`];
  }
  if (critique.verdict !== 'rejected') return [];
  return critique.falseClaims.map(
    ({ id, measure, claimed, measured }) =>
      `${id} claims ${measure.toLowerCase()} ${claimed}, measured ${measured}`,
  );
}

async function publishBlocked(
  { client, account }: Desk,
  place: Workplace,
  blockers: readonly string[],
): Promise<Notice> {
  const fields = {
    ...{ agent: 'roy', task_type: 'backend', feature: place.feature },
    summary: 'No plan: the critique rejects the research.',
    ...{ ready_for_next_stage: false, next_agent: 'cynthia' },
  };
  const notice = createUnfinishedNotice(
    { ...fields, status: 'blocked', blockers: fitPhrases(blockers, fields, place.countTokens) },
    { countTokens: place.countTokens },
  );
  account.answered(notice);
  return client.publishNotice(notice, { signal: place.signal });
}

function sourceOf(
  what: string,
  { channel, sequence }: Reading,
): { what: string; channel: string; sequence: number } {
  return { what, channel, sequence };
}
