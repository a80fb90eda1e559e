import type { CallOptions, Notice, ReportReference, Roster } from '@agog/deliverables-core';
import {
  checkArgument,
  checkWholeNumber,
  requireAgent,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { type AgentContext, composeContext } from '../context/compose-context.ts';
import type { ContextQuery } from '../context/context-query.ts';
import type { ReaderContext } from './reader-context.ts';
import { channelsOf, prepare } from './search-reports.ts';

const defaultBudget = 2_000;
/** The least that holds who the agent is and how it reads on. */
const smallestBudget = 300;

/** The prompt text that an orchestrator hands to an agent. */
export const contextFor = async (
  context: ReaderContext,
  query: ContextQuery<Roster>,
  options?: CallOptions,
): Promise<AgentContext> => {
  checkArgument(Object(query) === query, 'The query', query, 'an object with agent and feature');
  const { agent, feature, notices: given, task, maxTokens = defaultBudget } = query;
  const { client, countTokens, ledger } = context;
  const { roster } = client;
  requireAgent(roster, agent);
  checkWholeNumber('maxTokens', maxTokens, smallestBudget);
  const isNotice = (notice: unknown): boolean => Object(notice) === notice;
  const isList = given === undefined || (Array.isArray(given) && given.every(isNotice));
  checkArgument(isList, 'notices', given, 'a list of notices');
  const isText = task === undefined || typeof task === 'string';
  checkArgument(isText, 'task', task, 'a text');
  const deadline = startDeadline(options);

  const order = Object.keys(roster.agents);
  const channels = channelsOf(
    roster,
    feature,
    (name) => order.indexOf(name) < order.indexOf(agent),
  );
  const notices = given ?? (await fetchNotices(context, channels, () => deadline.next()));
  const named = notices.filter(({ nats_channel: channel, sequence }) => channel && sequence);
  const isNamed = (channel: (typeof channels)[number]): boolean =>
    named.some((notice) => notice.agent === channel.agent && notice.task_type === channel.taskType);
  const references: ReportReference<Roster>[] = [
    ...channels.filter((channel) => !isNamed(channel)),
    ...named,
  ];
  const found = await client.fetchReports(references, deadline.next());
  const stageOf = (name: string): number => order.indexOf(name);
  const each = new Map(
    found.flatMap((report) => (report ? [[`${report.channel} ${report.sequence}`, report]] : [])),
  );
  const reports = [...each.values()].toSorted(
    (one, other) => stageOf(one.agent) - stageOf(other.agent),
  );
  const searchable = prepare(context, reports);
  const answer = composeContext({
    agent,
    feature,
    roster,
    task,
    notices,
    searchable,
    maxTokens,
    countTokens,
  });
  // What an orchestrator hands on is entered with the prompt that it stands in.
  if (ledger?.agent === agent) {
    ledger.read({ kind: 'context', part: task ?? '', text: answer.text, reports });
  }
  return answer;
};

const fetchNotices = async (
  { client }: ReaderContext,
  channels: readonly { agent: string; taskType: string; featureName: string }[],
  next: () => CallOptions,
): Promise<Notice[]> => {
  const found = await Promise.all(channels.map((channel) => client.fetchNotice(channel, next())));
  return found.filter((notice) => notice !== null);
};
