import { type DeliverablesClient, estimateTokens, type Roster } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { rankByWords } from '../search/rank.ts';
import { contextFor } from './context-for.ts';
import { deliverReport } from './deliver-report.ts';
import { diffRevisions } from './diff-revisions.ts';
import { readOutline } from './read-outline.ts';
import { readPart } from './read-part.ts';
import type { Reader, ReaderOptions } from './reader.ts';
import type { ReaderContext } from './reader-context.ts';
import { searchReports } from './search-reports.ts';

/**
 * A reader over a client. No I/O happens until its methods are called; it holds nothing that has to be closed.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export function createReader<R extends Roster>(
  client: DeliverablesClient<R>,
  options?: ReaderOptions,
): Reader<R>;
// The methods take the names of any roster; the signature above narrows which names compile.
export function createReader(client: DeliverablesClient, options: ReaderOptions = {}): Reader {
  checkArgument(Object(options) === options, 'options', options, 'an object');
  checkArgument(
    typeof client?.fetchReport === 'function',
    'client',
    client,
    'made by createClient',
  );
  const { countTokens = estimateTokens, rank = rankByWords, ledger = null } = options;
  checkArgument(typeof countTokens?.atMost === 'function', 'countTokens', countTokens, 'a counter');
  checkArgument(typeof rank === 'function', 'rank', rank, 'a function');
  const isAccount = ledger === null || typeof ledger.read === 'function';
  checkArgument(isAccount, 'ledger', ledger, 'an account, such as ledger.account(agent, feature)');
  const context: ReaderContext = { client, countTokens, rank, searched: new Map(), ledger };
  return {
    client,
    outline: readOutline.bind(null, context),
    fetchReport: readPart.bind(null, context),
    diffRevisions: diffRevisions.bind(null, context),
    searchReports: searchReports.bind(null, context),
    contextFor: contextFor.bind(null, context),
    deliver: deliverReport.bind(null, context),
  };
}
