import { createNotice, createUnfinishedNotice, type Notice } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { CommandContext } from '../program/command-context.ts';
import { channelOf } from '../reference/parse-reference.ts';
import { receiptOfHead } from '../reference/receipt-of-head.ts';
import { resolveTaskType } from '../reference/resolve-task-type.ts';
import { type NoticeOptions, noticeFields } from './notice-options.ts';

/** The options of `agog notice build`. */
export interface BuildNoticeOptions extends NoticeOptions {
  readonly agent: string;
  readonly type?: string | undefined;
  readonly feature: string;
  readonly revision?: number | undefined;
  readonly summary: string;
  readonly publish?: boolean | undefined;
}

/** Makes a notice of what is stored: nothing can be claimed that is not. */
export const buildNotice = async (
  context: CommandContext,
  options: BuildNoticeOptions,
): Promise<void> => {
  const { open, call, output } = context;
  const notice = await makeNotice(context, options);
  if (options.publish) await (await open()).publishNotice(notice, call());
  await output.answer('notice', notice, () => JSON.stringify(notice));
};

const makeNotice = async (
  { open, call, settings }: CommandContext,
  options: BuildNoticeOptions,
): Promise<Notice> => {
  const { agent, feature, revision, summary } = options;
  const { roster } = await settings();
  const taskType = resolveTaskType(roster, agent, options.type);
  const channel = channelOf(roster, [agent, taskType, feature]);
  const fields = noticeFields(summary, options);
  const { status } = fields;
  // What is published needs a store that stays.
  const client = await open(options.publish ? { create: true } : { orEmpty: true });
  const revisions = await client.history({ channel }, call());
  const head =
    revision === undefined
      ? revisions.at(-1)
      : revisions.find(({ sequence }) => sequence === revision);
  if (head) return createNotice(receiptOfHead(head), fields);
  if (status === 'complete' || revision !== undefined) {
    return fail(
      'not_found',
      `There is no report on ${channel}${revision === undefined ? '' : `, revision ${revision}`}.`,
      'agog publish stores one, and makes its notice; --status blocked or failed needs none.',
    );
  }
  return createUnfinishedNotice({ ...fields, status, agent, task_type: taskType, feature });
};
