import type { CallOptions, Report, ReportReference, Roster } from '@agog/deliverables-core';
import {
  checkArgument,
  checkToken,
  checkWholeNumber,
  fail,
  requireAgent,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { waitFor } from '../budget/wait-for.ts';
import { documentOfJson } from '../document/json-document.ts';
import { makeSearchable, type Searchable } from '../search/cut-passages.ts';
import type { Rank } from '../search/rank.ts';
import type { SearchAnswer } from '../search/search-answer.ts';
import { searchDocuments } from '../search/search-documents.ts';
import type { SearchQuery } from '../search/search-scope.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf, isText, openReportText } from './report-text.ts';

const defaultBudget = 500;

/** The passages of some reports that answer a query. */
export const searchReports = async (
  context: ReaderContext,
  query: string,
  scope: SearchQuery<Roster>,
  options?: CallOptions,
): Promise<SearchAnswer> => {
  const hasWords = typeof query === 'string' && query.trim() !== '';
  checkArgument(hasWords, 'query', query, 'a text with words to look for');
  const form = 'an object with feature, references or agent';
  checkArgument(Object(scope) === scope, 'The scope', scope, form);
  const { maxTokens = defaultBudget, fenced = false } = scope;
  checkWholeNumber('maxTokens', maxTokens, 1);
  const { client, countTokens, rank, ledger } = context;
  const deadline = startDeadline(options);
  const references = await locateScope(context, scope, () => deadline.next());
  const found = await client.fetchReports(references, deadline.next());
  const reports = found.filter((report) => report !== null);
  const searchable = prepare(context, reports);
  const scores = await waitFor(scorePassages(rank, query, searchable), deadline.next());
  const answer = searchDocuments(searchable, scores, { maxTokens, countTokens, fenced });
  ledger?.read({ kind: 'search', part: query, text: answer.text, reports });
  return answer;
};

/** What a ranking says, which may be anybody's. */
const scorePassages = async (
  rank: Rank,
  query: string,
  { texts }: Searchable,
): Promise<readonly number[]> => {
  const scores: unknown = await rank(query, texts);
  const isScore = (score: unknown): score is number =>
    typeof score === 'number' && !Number.isNaN(score);
  if (!Array.isArray(scores) || scores.length !== texts.length || !scores.every(isScore)) {
    const [passages, given] = [texts.length, Array.isArray(scores) ? scores.length : typeof scores];
    return fail(
      'invalid_argument',
      `rank has to answer one number for each of ${passages} passages.`,
      'Answer a list of numbers in the order of the passages; 0 for one that does not answer.',
      { passages, given },
    );
  }
  return scores;
};

const locateScope = async (
  { client }: ReaderContext,
  scope: SearchQuery<Roster>,
  next: () => CallOptions,
): Promise<readonly ReportReference<Roster>[]> => {
  if ('references' in scope) return scope.references;
  const { roster } = client;
  if ('agent' in scope) {
    requireAgent(roster, scope.agent);
    const query = { agent: scope.agent, featureName: scope.feature };
    return (await client.listReports(query, next())).map(({ channel }) => ({ channel }));
  }
  return channelsOf(roster, scope.feature);
};

/** The channels of a feature, those of all agents or of some. */
export const channelsOf = (
  { agents }: Roster,
  featureName: string,
  isMeant: (agent: string) => boolean = () => true,
): { agent: string; taskType: string; featureName: string }[] => {
  checkToken(featureName, 'feature');
  return Object.entries(agents)
    .filter(([agent]) => isMeant(agent))
    .flatMap(([agent, { taskTypes }]) =>
      taskTypes.map((taskType) => ({ agent, taskType, featureName })),
    );
};

/** So many sets of reports are kept as they were prepared for searching. */
const mostKept = 4;

/** Reports ready to be searched: as they were prepared last time, if they are the same. */
export const prepare = ({ searched }: ReaderContext, reports: readonly Report[]): Searchable => {
  const key = JSON.stringify(
    reports.map(({ stream, channel, sequence, digest, size, timestamp }) => [
      ...[stream, channel, sequence, digest, size, timestamp],
    ]),
  );
  const searchable =
    searched.get(key) ??
    makeSearchable(
      reports.filter(isText).map((report) => {
        const { document, json } = openReportText(report);
        const head = headOf(report);
        return { head, json, document: json ? documentOfJson(report.content, json) : document };
      }),
    );
  // The one used last stands last.
  searched.delete(key);
  searched.set(key, searchable);
  for (const oldest of searched.keys()) {
    if (searched.size <= mostKept) break;
    searched.delete(oldest);
  }
  return searchable;
};
