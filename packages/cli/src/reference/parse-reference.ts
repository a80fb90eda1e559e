import type { ChannelReference, Notice, ParsedSubject, Roster } from '@agog/deliverables-core';
import { parseNotice } from '@agog/deliverables-core/parse-notice';
import {
  buildReportSubject,
  decodeUtf8,
  fail,
  parseSubject,
} from '@agog/deliverables-core/transport';
import type { CommandContext } from '../program/command-context.ts';
import { readInput } from '../publish/read-input.ts';
import { resolveTaskType } from './resolve-task-type.ts';

/** How a report is named on the command line, for the help of commands. */
export const referenceHelp =
  'AGENT TYPE FEATURE, AGENT FEATURE, a channel, a notice as JSON, or - for a notice on standard input';

const forms =
  'Write AGENT TYPE FEATURE, AGENT FEATURE where the agent has one type, a channel, or pipe a notice into it.';

/**
 * The report that the words name: by agent, type and feature, by channel, by `agog://agent/type/feature`, or by a notice, as
 * text or on standard input (`-`, or no word at all). A channel may end in `@` and a revision.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_name`, `unknown_agent`, `unknown_task_type`, or what reading a notice throws
 */
export const parseReference = async (
  context: CommandContext,
  words: readonly string[],
): Promise<ChannelReference | Notice> => {
  const { roster } = await context.settings();
  const [first = '-', ...others] = words;
  if (others.length > 0) return { channel: channelOf(roster, words) };
  if (first === '-') {
    const text = decodeUtf8(await readInput(context, 'notice'));
    return parseNotice(text, { prefix: roster.prefix });
  }
  if (/^\s*[{`]/.test(first)) return parseNotice(first, { prefix: roster.prefix });
  const [, name = first, revision] = /^(.+?)[@#](\d+)$/.exec(first) ?? [];
  const sequence = revision === undefined ? null : Number(revision);
  const path = name.replace(/^agog:\/\//, '').split('/');
  if (path.length > 1) return { channel: channelOf(roster, path), sequence };
  return { channel: checkChannel(roster, name), sequence };
};

/** The channel that two or three names mean. */
export const channelOf = (roster: Roster, names: readonly string[]): string => {
  const [agent = '', ...others] = names;
  const featureName = others.at(-1);
  if (featureName === undefined || others.length > 2) {
    return fail('invalid_argument', `${names.length} names are too many or too few.`, forms);
  }
  const given = others.length === 2 ? others[0] : undefined;
  const taskType = resolveTaskType(roster, agent, given);
  return buildReportSubject({ prefix: roster.prefix, agent, taskType, featureName });
};

const checkChannel = (roster: Roster, channel: string): string => {
  if (!channel.includes('.')) fail('invalid_argument', `"${channel}" names no report.`, forms);
  // The subject of its notices means the report as well.
  return buildReportSubject({ prefix: roster.prefix, ...parseChannel(roster, channel) });
};

/** The channel of a reference; of a notice without a report the one that it speaks for. */
export const channelIn = (roster: Roster, reference: ChannelReference | Notice): string => {
  if ('channel' in reference) return reference.channel;
  const { agent, task_type: taskType, feature: featureName } = reference;
  return buildReportSubject({ prefix: roster.prefix, agent, taskType, featureName });
};

/**
 * The parts of a channel.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const parseChannel = ({ prefix }: Roster, channel: string): ParsedSubject =>
  parseSubject(channel, prefix) ??
  fail(
    'invalid_subject',
    `"${channel}" is not the channel of a report.`,
    `A channel is ${prefix}.deliverables.<agent>.<type>.<feature>.`,
  );
