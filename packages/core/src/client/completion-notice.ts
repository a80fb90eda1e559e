import { checkObject } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
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

type Positions = [
  featureName?: string,
  channel?: string,
  summary?: string,
  fields?: Omit<NoticeFields, 'summary'>,
];

/** Both forms of making completion notices, from the receipts that the client holds. */
export const createCompletionNotices =
  (context: ClientContext): CompletionNotice =>
  (
    first: string | CompletionNoticeInput<Roster>,
    ...[featureName = '', channel = '', summary = '', fields]: Positions
  ) =>
    completionNotice(
      context,
      typeof first === 'object'
        ? first
        : { ...fields, agent: first, featureName, channel, summary },
    );

const completionNotice = (
  { roster, receipts, countTokens }: ClientContext,
  input: CompletionNoticeInput<Roster>,
): CompleteNotice => {
  checkObject('The notice', input, 'an object with a summary');
  const { agent, featureName, channel, ...fields } = input;
  const located = locateChannel(roster, { channel });
  if (located.agent !== agent || located.featureName !== featureName) {
    fail(
      'invalid_notice',
      `The channel ${channel} is not of agent ${agent} and feature ${featureName}.`,
      'Use the channel of the receipt.',
    );
  }
  const receipt = receipts.latest(channel);
  if (receipt) return createNotice(receipt, fields, { countTokens });
  return fail(
    'not_published',
    `This client has published no report on ${channel}.`,
    'Await publishReport first.',
  );
};
