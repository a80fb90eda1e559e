import { checkObject } from '../errors/check-argument.ts';
import { fail } from '../errors/fail.ts';
import { checkToken } from '../subject/check-token.ts';
import { channelOf, checkNotice } from './check-notice.ts';
import { failUnreadable, findNotices } from './find-notices.ts';
import type { Notice } from './notice.ts';
import { type ReadFields, readsLikeNotice } from './read-fields.ts';

/** How to read a notice. */
export interface ParseNoticeOptions {
  /** The first token of the channels: the roster's prefix. Default `agog`. */
  readonly prefix?: string | undefined;
}

/**
 * The notice in what an agent wrote: bare or fenced, with prose, logs, colours or tags around it, in a string of a
 * tool's JSON, or in several of these at once. The right notice or an error, never another notice:
 *
 * - Keys in camelCase, numbers in strings, `COMPLETE` and `Completed`, and `nats://` before the channel are understood.
 * - Of several notices for one channel the last counts; notices for different channels are ambiguous.
 * - A notice inside another one, or in anything called `metadata`, is not looked at.
 * - A broken notice is an error, unless a good one for the same names follows it. One that is cut off or is no JSON
 *   is always an error, unless it names nobody, as a template in a prompt does.
 *
 * @throws DeliverablesError `invalid_argument` for options that are no object; `notice_not_found`; `notice_ambiguous` with the detail `channels`; `invalid_notice` for
 * what is recognisably a notice and breaks a rule, is cut off, or is no JSON.
 */
export const parseNotice = (text: string, options: ParseNoticeOptions = {}): Notice => {
  checkObject('options', options);
  const { prefix = 'agog' } = options;
  checkToken(prefix, 'prefix');
  const broken: { readonly fields: ReadFields; readonly error: unknown }[] = [];
  const channels = new Set<string>();
  let last: Notice | undefined;
  let before = 0;
  for (const fields of findNotices(text)) {
    try {
      last = checkNotice(fields, prefix);
      channels.add(channelOf(last, prefix));
      before = broken.length;
    } catch (error) {
      broken.push({ fields, error });
    }
  }
  if (channels.size > 1) {
    fail(
      'notice_ambiguous',
      `The text holds notices for several channels: ${[...channels].join(', ')}.`,
      'Pass what one agent wrote, without the notices it was given.',
      { channels: [...channels] },
    );
  }
  const names = last && { ...last, nats_channel: channelOf(last, prefix) };
  const fault = names
    ? broken.find(({ fields }, index) => index >= before || !isReplacedBy(names, fields))
    : broken.at(-1);
  if (fault) throw fault.error;
  return last ?? failNothingFound(text);
};

/** Whether a later notice stands for a broken one: no name in that may be another's. */
const isReplacedBy = (names: ReadFields, fields: ReadFields): boolean =>
  (['agent', 'task_type', 'feature', 'nats_channel'] as const).every(
    (field) => fields[field] === names[field] || !/^\w[\w.-]*$/.test(String(fields[field] ?? '')),
  );

const failNothingFound = (text: string): never => {
  // YAML and object literals are recognised by their words.
  const written = String(text)
    .split(/\n\s*\n/)
    .find((paragraph) => readsLikeNotice(paragraph.replace(/\w+/g, '"$&"')));
  if (written !== undefined) failUnreadable(written);
  return fail(
    'notice_not_found',
    'The text holds no notice.',
    'Have the agent end its answer with the notice as JSON.',
  );
};
