import type { CallOptions, Roster, StreamInfo, Transport } from '@agog/deliverables-core';
import { startDeadline, streamName, streamsOf } from '@agog/deliverables-core/transport';
import { requireAdmin } from './require-admin.ts';

/** What is in one stream of a roster. */
export interface StreamStatus {
  readonly stream: string;
  /** Whose reports it holds; empty for the stream of the notices. */
  readonly agents: readonly string[];
  /** False when there is no such stream; every figure is then 0 or `null`. */
  readonly exists: boolean;
  readonly messages: number;
  readonly bytes: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstTime: Date | null;
  readonly lastTime: Date | null;
  /** How long ago the oldest message was stored, in milliseconds by this machine's clock; `null` when there is none. */
  readonly age: number | null;
  /** How far it is to the nearest limit, from 0 (empty) to 1 (the next message evicts one); `null` without limits. */
  readonly fill: number | null;
  /** How many durable names consume it. */
  readonly consumers: number;
}

/** What is in each stream of a roster, in the roster's order, the one of the notices last. */
export const readStatuses = async (
  transport: Transport,
  roster: Roster,
  options?: CallOptions,
): Promise<StreamStatus[]> => {
  const deadline = startDeadline(options);
  const admin = requireAdmin(transport, 'The status of streams');
  const infos = await Promise.all(
    streamsOf(roster).map(async ({ name }): Promise<[string, StreamInfo | null]> => {
      return [name, await admin.info(name, deadline.next())];
    }),
  );
  const agents = Object.keys(roster.agents);
  return infos.map(([stream, info]) => ({
    stream,
    agents: agents.filter((agent) => streamName(roster, agent) === stream),
    exists: info !== null,
    ...(info ? figuresOf(info) : noFigures),
  }));
};

type Figures = Omit<StreamStatus, 'stream' | 'agents' | 'exists'>;

const noFigures: Figures = {
  messages: 0,
  bytes: 0,
  firstSequence: 0,
  lastSequence: 0,
  firstTime: null,
  lastTime: null,
  age: null,
  fill: null,
  consumers: 0,
};

const figuresOf = ({ config, state }: StreamInfo): Figures => {
  const { messages, bytes, firstTime } = state;
  const shares = [
    [messages, config.maxMessages],
    [bytes, config.maxBytes],
  ] as const;
  const fills = shares.flatMap(([is, limit]) => (limit === null ? [] : [is / limit]));
  return {
    ...state,
    age: firstTime && Math.max(Date.now() - firstTime.getTime(), 0),
    fill: fills.length === 0 ? null : Math.min(Math.max(...fills), 1),
  };
};
