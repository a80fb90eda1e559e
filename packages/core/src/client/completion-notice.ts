import { DeliverablesError } from '../errors/deliverables-error.ts';
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

/** Makes a completion notice, from positions or from one object. */
export interface CompletionNotice<R extends Roster> {
  (
    agent: AgentName<R>,
    featureName: string,
    channel: string,
    summary: string,
    fields?: Omit<NoticeFields, 'summary'>,
  ): CompleteNotice;
  (input: CompletionNoticeInput<R>): CompleteNotice;
}

/** Completion notices from the receipts that the client holds. */
export const createCompletionNotices =
  (context: ClientContext): CompletionNotice<Roster> =>
  (
    first: string | CompletionNoticeInput<Roster>,
    featureName: string = '',
    channel: string = '',
    summary: string = '',
    fields: Omit<NoticeFields, 'summary'> = {},
  ) => {
    if (typeof first !== 'string') return completionNotice(context, first);
    return completionNotice(context, { ...fields, agent: first, featureName, channel, summary });
  };

const completionNotice = (
  { roster, receipts, countTokens }: ClientContext,
  { agent, featureName, channel, ...fields }: CompletionNoticeInput<Roster>,
): CompleteNotice => {
  const located = locateChannel(roster, { channel });
  if (located.agent !== agent || located.featureName !== featureName) {
    throw new DeliverablesError({
      code: 'invalid_notice',
      message: `The channel ${channel} is not of agent ${agent} and feature ${featureName}.`,
      hint: 'Take the channel from the receipt that publishReport answered.',
    });
  }
  const receipt = receipts.latest(channel);
  if (receipt !== null) return createNotice(receipt, fields, { countTokens });
  throw new DeliverablesError({
    code: 'not_published',
    message: `This client has published no report on ${channel}.`,
    hint: 'Await publishReport first; a notice may only name a report that is stored.',
  });
};
