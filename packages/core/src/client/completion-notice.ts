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

/** Makes a completion notice, from one object or from positions. */
export interface CompletionNotice {
  (input: CompletionNoticeInput<Roster>): CompleteNotice;
  (
    agent: string,
    featureName: string,
    channel: string,
    summary: string,
    fields?: Omit<NoticeFields, 'summary'>,
  ): CompleteNotice;
}

/** Completion notices from the receipts that the client holds. */
export const createCompletionNotices = (context: ClientContext): CompletionNotice => {
  type Fields = Omit<NoticeFields, 'summary'> | undefined;
  type Input = CompletionNoticeInput<Roster>;
  type Positions = [
    agent: string,
    featureName: string,
    channel: string,
    summary: string,
    fields?: Fields,
  ];
  return (...input: [Input] | Positions) => {
    if (input.length === 1) return completionNotice(context, input[0]);
    const [agent, featureName, channel, summary, fields] = input;
    return completionNotice(context, { ...fields, agent, featureName, channel, summary });
  };
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
