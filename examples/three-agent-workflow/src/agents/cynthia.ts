import type { Complexity } from '@agog/deliverables-core';
import { formatCount } from '../claims/claim.ts';
import type { PlantedError } from '../research/plant-false-claims.ts';
import { writeResearch } from '../research/write-research.ts';
import type { TreeSurvey } from '../source-tree/survey.ts';
import { surveyTree } from '../source-tree/survey-tree.ts';
import { type AgentResult, describeReport, openDesk, type Workplace } from './agent.ts';

/** Cynthia's result, and what only the demonstration knows: which claims were made false. */
export interface CynthiaResult extends AgentResult {
  readonly planted: readonly PlantedError[];
  readonly claims: number;
  /** Files that are not empty. */
  readonly filledFiles: number;
}

/** Cynthia reads the source tree, writes the research report, publishes it, and returns its notice. */
export async function runCynthia(
  place: Workplace,
  { plantErrors }: { readonly plantErrors: number },
): Promise<CynthiaResult> {
  const survey = await surveyTree(place.source.folder, {
    signal: place.signal,
    onProgress: (read, total) => place.onProgress(`reads file ${read} of ${total}`),
  });
  if (survey.files.length === 0) {
    throw new Error(`${place.source.folder} holds no text file that is read`);
  }
  place.onProgress('writes her report');
  const research = writeResearch(survey, {
    ...{ name: place.source.name, countTokens: place.countTokens, plantErrors },
  });
  const untested = research.claims
    .flatMap((claim) => (claim.kind === 'Tree' ? claim.values : []))
    .find(({ measure }) => measure === 'Untested files')?.value;
  await using desk = await openDesk(place, 'cynthia');
  const complexity = complexityOf(survey);
  const notice = await desk.reader.deliver(
    {
      agent: 'cynthia',
      taskType: 'research',
      featureName: place.feature,
      reportContent: research.markdown,
      metadata: { files_analyzed: survey.files.length, complexity, claims: research.claims.length },
    },
    {
      summary: `Researched ${formatCount(survey.files.length)} files of ${place.source.name}; ${untested} code files lack a test. ${research.claims.length} claims to check.`,
      ...{ complexity, ready_for_next_stage: true, next_agent: 'sylvia' },
    },
    { signal: place.signal },
  );
  const stored = await desk.client.fetchReportOrThrow(notice, { signal: place.signal });
  return {
    ...{ notice, fetched: [], published: describeReport(stored, place.countTokens) },
    ...{ planted: research.planted, claims: research.claims.length },
    filledFiles: survey.files.filter((file) => file.bytes > 0).length,
  };
}

function complexityOf(survey: TreeSurvey): Complexity {
  const code = survey.files.filter((file) => file.language.code).length;
  return code < 50 ? 'Simple' : code < 500 ? 'Medium' : 'Complex';
}
