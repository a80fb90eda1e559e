import type { CommandContext } from '../program/command-context.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { Sent } from './send-entry.ts';

/** The notice on standard output, as one line of JSON, and for people what happened on standard error. */
export const showSent = async (
  { output, settings }: CommandContext,
  entry: OutboxEntry,
  sent: Sent,
): Promise<void> => {
  const { agent, taskType, featureName } = entry;
  const name = `${agent}/${taskType}/${featureName}`;
  if (sent.outcome === 'outdated') {
    const { sequence, timestamp } = sent.newest;
    output.note(
      `${name} was not published: revision ${sequence} of ${timestamp} is newer than what is kept (${entry.id}). ` +
        'agog outbox flush --force publishes it all the same, agog outbox drop lets go of it.',
    );
    return;
  }
  const { notice, duplicate } = sent;
  const told = duplicate ? { ...notice, duplicate } : notice;
  const { shownUrl } = await settings();
  const what = notice.sequence === undefined ? 'a notice' : `revision ${notice.sequence}`;
  const how = duplicate ? 'was there already' : 'is stored';
  const size = notice.tokens === undefined ? '' : `, ${notice.tokens} tokens`;
  output.note(`${name}: ${what} ${how} (${shownUrl}${size}).`);
  await output.answer('notice', told, () => JSON.stringify(told));
};
