import { checkObject } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { createNotice } from '../notice/create-notice.ts';
import type { CompleteNotice, NoticeFields } from '../notice/notice.ts';
import type { AgentName, Roster } from '../roster/roster.ts';
import type { ClientContext } from './client-context.ts';
import { locateChannel } from './locate-report.ts';

/** The parts of a completion notice by name. */
export interface CompletionNoticeInput<R extends Roster> extends NoticeFields {
  readonly agent: AgentName<R>;
  readonly featureName: string;
  readonly channel: string;
}

/** Makes a completion notice from the receipts that the client holds, in both forms. */
export const completionNotice = (
  { roster, receipts, countTokens }: ClientContext,
  first: string | CompletionNoticeInput<Roster>,
  ...[featureName = '', channel = '', summary = '', fields]: [
    featureName?: string,
    channel?: string,
    summary?: string,
    fields?: Omit<NoticeFields, 'summary'>,
  ]
): CompleteNotice => {
  const isObject = typeof first === 'object';
  const input = isObject ? first : { ...fields, agent: first, featureName, channel, summary };
  checkObject('The notice', input, 'an object with a summary');
  const { agent, featureName: feature, channel: place, ...said } = input;
  const located = locateChannel(roster, { channel: place });
  if (located.agent !== agent || located.featureName !== feature) {
    fail(
      'invalid_notice',
      `The channel ${place} is not of agent ${quote(agent)} and feature ${quote(feature)}.`,
      'Use the channel of the receipt.',
    );
  }
  const receipt = receipts.latest(place);
  if (receipt) return createNotice(receipt, said, { countTokens });
  return fail(
    'not_published',
    `This client has published no report on ${place}.`,
    'Await publishReport first.',
  );
};
