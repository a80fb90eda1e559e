import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { Roster } from '../roster/roster.ts';
import { requireTaskType, streamName } from '../roster/roster-streams.ts';
import { buildNoticeSubject, buildReportSubject } from '../subject/build-subject.ts';
import { parseSubject } from '../subject/parse-subject.ts';
import type { ChannelName, ReportReference } from './references.ts';

/** A channel with everything that follows from it. */
export interface LocatedChannel {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  readonly channel: string;
  readonly noticeSubject: string;
  readonly stream: string;
}

/** A report located, and what is known of the revision meant. */
export interface LocatedReport extends LocatedChannel {
  /** `null` means the latest. */
  readonly sequence: number | null;
  /** The first characters of the digest that the reference claims. */
  readonly digest: string | null;
}

/** Finds a channel's stream in the roster; any name that is not there is an error that lists those that are. */
export const locateChannel = (roster: Roster, name: ChannelName<Roster>): LocatedChannel => {
  const parts = 'channel' in name ? parseChannel(roster, name.channel) : name;
  const { agent, taskType, featureName } = parts;
  requireTaskType(roster, agent, taskType);
  const address = { prefix: roster.prefix, agent, taskType, featureName };
  return {
    agent,
    taskType,
    featureName,
    channel: buildReportSubject(address),
    noticeSubject: buildNoticeSubject(address),
    stream: streamName(roster, agent),
  };
};

/** As {@link locateChannel}, for one revision; `null` for a notice that names no report. */
export const locateReport = (
  roster: Roster,
  reference: ReportReference<Roster>,
): LocatedReport | null => {
  if ('nats_channel' in reference || 'status' in reference) {
    const { nats_channel: channel, sequence, digest } = reference;
    if (channel === undefined || sequence === undefined) return null;
    return {
      ...locateChannel(roster, { channel }),
      sequence: checkSequence(sequence),
      digest: digest ?? null,
    };
  }
  const { sequence } = reference;
  return {
    ...locateChannel(roster, reference),
    sequence: sequence === undefined ? null : checkSequence(sequence),
    digest: null,
  };
};

/** A revision is a whole number from 1. */
export const checkSequence = (sequence: number): number => {
  if (Number.isSafeInteger(sequence) && sequence >= 1) return sequence;
  throw new DeliverablesError({
    code: 'invalid_argument',
    message: `${sequence} is no sequence: a whole number from 1 is needed.`,
  });
};

const parseChannel = (roster: Roster, channel: string) => {
  const parts = parseSubject(channel, roster.prefix);
  if (parts?.kind === 'report') return parts;
  throw new DeliverablesError({
    code: 'invalid_subject',
    message: `${JSON.stringify(channel)} is not the channel of a report.`,
    hint: `A channel has the form ${roster.prefix}.deliverables.<agent>.<type>.<feature>.`,
  });
};
