import {
  type CountTokens,
  type DeliverablesClient,
  estimateTokens,
  type Notice,
  type Report,
  type Roster,
} from '@agog/deliverables-core';
import {
  checkArgument,
  checkToken,
  countLinear,
  createMessageId,
} from '@agog/deliverables-core/transport';
import type { Ledger, LedgerAccount } from './ledger.ts';
import { createMemoryBook } from './ledger-book.ts';
import type { SizedReport } from './ledger-entry.ts';
import { settleEntries } from './settle-entries.ts';
import { createStoredBook } from './stored-book.ts';

/** What a ledger is made of. */
export interface LedgerOptions<R extends Roster = Roster> {
  /** Counts everything that is entered. Default: the small estimator. */
  readonly countTokens?: CountTokens | undefined;
  /** The run that is counted: a name as features have. Default: a fresh one. */
  readonly run?: string | undefined;
  /**
   * Keeps the entries in this client's store, in the stream `agog_workflows`, which is made where there is none: ledgers
   * of one run in several processes add up, and a later one reads them back. Default: in memory. The client has to stay
   * open until the ledger is settled.
   */
  readonly store?: DeliverablesClient<R> | undefined;
}

const longestPart = 200;

/**
 * A ledger of what one run really spends.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_name`
 */
export function createLedger<R extends Roster>(options?: LedgerOptions<R>): Ledger;
// The store takes the names of any roster; the signature above lets in the client of each.
export function createLedger(options: LedgerOptions = {}): Ledger {
  checkArgument(Object(options) === options, 'options', options, 'an object');
  const { countTokens = estimateTokens, run = `run-${createMessageId()}`, store } = options;
  checkArgument(typeof countTokens?.atMost === 'function', 'countTokens', countTokens, 'a counter');
  checkToken(run, 'run');
  const isStore = store === undefined || typeof store?.transport?.publish === 'function';
  checkArgument(isStore, 'store', store, 'made by createClient');
  const book = store ? createStoredBook(store, run) : createMemoryBook();
  const { counter } = countTokens;
  const count = (text: string): number => countLinear(countTokens, text);
  const sizes = new Map<string, number>();

  const size = ({ channel, sequence, tokens, content }: Report): SizedReport => {
    const key = `${channel} ${sequence}`;
    const known = sizes.get(key) ?? (tokens?.counter === counter ? tokens.count : undefined);
    const counted = known ?? count(content);
    sizes.set(key, counted);
    return { channel, sequence, tokens: counted, counted: true };
  };
  /** The report of a notice, or none; counted where its content is known. */
  const sizeNoticed = (
    { nats_channel: channel, sequence, tokens }: Notice,
    content?: string,
  ): SizedReport[] => {
    if (channel === undefined || sequence === undefined) return [];
    const counted = content === undefined ? sizes.get(`${channel} ${sequence}`) : count(content);
    if (counted !== undefined) sizes.set(`${channel} ${sequence}`, counted);
    return [{ channel, sequence, tokens: counted ?? tokens ?? 0, counted: counted !== undefined }];
  };

  const account = (agent: string, feature: string): LedgerAccount => {
    checkToken(agent, 'agent');
    checkToken(feature, 'feature');
    const origin = { agent, feature, counter };
    return {
      agent,
      feature,
      spawned({ prompt, notices = [], context = '' }) {
        checkArgument(typeof prompt === 'string', 'prompt', prompt, 'a text');
        checkArgument(typeof context === 'string', 'context', context, 'a text');
        checkArgument(Array.isArray(notices), 'notices', notices, 'a list of notices');
        book.write({
          kind: 'spawn',
          ...origin,
          prompt: count(prompt),
          notices: notices.reduce((sum, one) => sum + count(JSON.stringify(one)), 0),
          context: count(context),
          reports: notices.flatMap((notice) => sizeNoticed(notice)),
        });
      },
      answered: (notice, content) =>
        book.write({
          kind: 'notice',
          ...origin,
          tokens: count(JSON.stringify(notice)),
          reports: sizeNoticed(notice, content),
        }),
      read: ({ kind, part, text, reports }) =>
        book.write({
          kind: 'read',
          ...origin,
          how: kind,
          part: part.slice(0, longestPart),
          tokens: count(text),
          reports: reports.map(size),
        }),
    };
  };
  const settle: Ledger['settle'] = (limits) => book.settle(limits);
  return {
    run,
    account,
    settle,
    async report(limits) {
      const { entries, unreadable } = await book.read(limits);
      return settleEntries(run, entries, unreadable);
    },
    [Symbol.asyncDispose]: () => settle(),
  };
}
