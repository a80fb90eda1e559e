import {
  type DeliverablesClient,
  DeliverablesError,
  type NoticeStatus,
} from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { CommandContext } from '../program/command-context.ts';
import type { GlobalOptions } from '../program/global-options.ts';
import { describeRevision } from '../reference/describe-revision.ts';
import { channelIn, parseReference } from '../reference/parse-reference.ts';

/** The options of `agog wait`. */
export interface WaitOptions {
  readonly report?: boolean | undefined;
  readonly after?: number | undefined;
  readonly since?: Date | undefined;
}

const endings: Readonly<Record<NoticeStatus, ExitCode>> = {
  complete: exitCodes.ok,
  blocked: exitCodes.blocked,
  failed: exitCodes.workFailed,
};

/** After so long people should know what is waited for, in milliseconds. */
const patience = 1_000;

/** Waits for a notice, or for a report, and says by the exit code what it found. */
export const wait = async (
  context: CommandContext,
  words: readonly string[],
  options: WaitOptions,
): Promise<void> => {
  const { open, output, globals, settings } = context;
  const channel = channelIn((await settings()).roster, await parseReference(context, words));
  // Who waits may be there before the first report is.
  const client = await open({ create: true });
  const timer = setTimeout(() => output.note(describeWaiting(channel, globals())), patience);
  try {
    await waitFor(context, client, channel, options);
  } catch (error) {
    const { code } = DeliverablesError.from(error);
    if (code !== 'timeout') throw error;
    const what = isForReport(options) ? 'report' : 'notice';
    const hint = 'The agent may still be at it: agog chain shows how far the feature has come.';
    fail('timeout', `There is no such ${what} on ${channel} within the time given.`, hint);
  } finally {
    clearTimeout(timer);
  }
};

const isForReport = ({ report, after }: WaitOptions): boolean =>
  report === true || after !== undefined;

const describeWaiting = (channel: string, { timeout }: GlobalOptions): string =>
  `Waiting for ${channel} ${timeout === undefined ? 'without end; --timeout 5m sets one' : ''}…`;

const waitFor = async (
  { output, call, finish }: CommandContext,
  client: DeliverablesClient,
  channel: string,
  options: WaitOptions,
): Promise<void> => {
  const { after, since } = options;
  if (isForReport(options)) {
    const {
      content: _content,
      bytes: _bytes,
      ...head
    } = await client.waitForReport({ channel }, { ...call(), afterRevision: after });
    return output.answer('report', head, () => describeRevision(head));
  }
  const notice = await client.waitForNotice({ channel }, { ...call(), since });
  finish(endings[notice.status]);
  return output.answer('notice', notice, () => JSON.stringify(notice));
};
