import type { Notice } from '../notice/notice.ts';
import type { AgentName, Roster, TaskTypeOf } from '../roster/roster.ts';

/** Names a channel by its parts; agents and their task types are those of the roster. */
export type ReportName<R extends Roster> = {
  [Agent in AgentName<R>]: {
    readonly agent: Agent;
    readonly taskType: TaskTypeOf<R, Agent>;
    readonly featureName: string;
  };
}[AgentName<R>];

/** A channel, and one revision of it. */
export interface ChannelReference {
  readonly channel: string;
  /** The revision; without it the latest is meant. */
  readonly sequence?: number | null | undefined;
}

/** Any way to say which report: by name, by channel, by what a list or a receipt answered, or by a notice. */
export type ReportReference<R extends Roster> =
  | (ReportName<R> & { readonly sequence?: number | null | undefined })
  | ChannelReference
  | Notice;

/** Any way to say which channel; a sequence in it is ignored. */
export type ChannelName<R extends Roster> = ReportName<R> | Pick<ChannelReference, 'channel'>;

/** Which channels: those where every given part is equal. Nothing given means all. */
export interface ReportQuery<R extends Roster> {
  readonly agent?: AgentName<R> | undefined;
  readonly taskType?: TaskTypeOf<R, AgentName<R>> | undefined;
  readonly featureName?: string | undefined;
}
