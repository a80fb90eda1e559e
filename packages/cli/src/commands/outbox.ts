import { DeliverablesError } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { exitCodes } from '../exit-codes.ts';
import { type KeptEntry, openOutbox } from '../outbox/outbox.ts';
import { sendEntry } from '../outbox/send-entry.ts';
import { showSent } from '../outbox/show-sent.ts';
import type { Column } from '../output/table.ts';
import type { CommandContext } from '../program/command-context.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const columns: readonly Column<KeptEntry>[] = [
  { title: 'ID', of: ({ entry }) => entry.id },
  { title: 'AGENT', of: ({ entry }) => entry.agent },
  { title: 'TYPE', of: ({ entry }) => entry.taskType },
  { title: 'FEATURE', of: ({ entry }) => entry.featureName, shrinks: true },
  { title: 'BYTES', of: ({ entry }) => entry.report?.size ?? null, align: 'right' },
  { title: 'SINCE', of: ({ entry }) => entry.created.slice(0, 19).replace('T', ' ') },
  { title: 'STATE', of: ({ busy }) => (busy ? 'being published' : 'waiting') },
  { title: 'STORE', of: ({ entry }) => entry.store, shrinks: true },
];

/** `agog outbox`: what waits to be published, and publishing it. */
export const configureOutbox: ConfigureCommand = (command, context) => {
  const { output, settings } = context;
  command
    .description('List what could not be published, and publish it under the same message ids.')
    .action(async () => {
      const kept = openOutbox((await settings()).home).list(tell(context));
      const entries = kept.map(({ entry, busy }) => ({ ...entry, busy }));
      await output.answer('outbox', entries, () =>
        output.table(kept, columns, 'The outbox is empty.'),
      );
    });
  command
    .command('flush')
    .description('publish what waits, oldest first')
    .argument('[ids...]', 'only these')
    .option('--force', 'also what is older than the revision that the channel has')
    .action((ids, { force }) => flush(context, ids, force));
  command
    .command('drop')
    .description('let go of what waits')
    .argument('<ids...>', 'which ones')
    .action(async (ids) => {
      const outbox = openOutbox((await settings()).home);
      const dropped = choose(outbox.list(tell(context)), ids).map(({ entry }) => entry.id);
      for (const id of dropped) outbox.remove(id);
      await output.answer('dropped', dropped, () => `Dropped ${dropped.join(', ')}.`);
    });
};

/** Says what lies there and is no entry. */
const tell =
  ({ output }: CommandContext) =>
  (error: unknown): void =>
    output.note(`Passed over: ${DeliverablesError.from(error).message}`);

/** The entries with these ids; all where none are given. */
const choose = (kept: readonly KeptEntry[], ids: readonly string[]): readonly KeptEntry[] => {
  const missing = ids.find((id) => !kept.some(({ entry }) => entry.id === id));
  if (missing !== undefined) {
    fail('not_found', `The outbox has no ${missing}.`, 'agog outbox lists what it has.');
  }
  return ids.length === 0 ? kept : kept.filter(({ entry }) => ids.includes(entry.id));
};

const flush = async (
  context: CommandContext,
  ids: readonly string[],
  force: boolean | undefined,
): Promise<void> => {
  const { output, settings, open, call, finish } = context;
  const { home, shownUrl } = await settings();
  const outbox = openOutbox(home);
  const chosen = choose(outbox.list(tell(context)), ids);
  if (chosen.length === 0) output.note('The outbox is empty.');
  for (const { entry, body, busy } of chosen) {
    const isElsewhere = entry.store !== shownUrl;
    if (isElsewhere || busy) {
      const why = busy ? 'is being published' : `is for ${entry.store}, and this is ${shownUrl}`;
      output.note(`${entry.id} ${why}.`);
      finish(exitCodes.failed);
      continue;
    }
    const client = await open({ create: true });
    try {
      const sent = await sendEntry(client, entry, body, { call: call(), again: true, force });
      if (sent.outcome === 'published') outbox.remove(entry.id);
      else finish(exitCodes.failed);
      await showSent(context, entry, sent);
    } catch (error) {
      const { code, message, hint } = DeliverablesError.from(error);
      throw new DeliverablesError({
        code: code === 'timeout' ? 'store_unavailable' : code,
        message: `${entry.id} stays in the outbox: ${message}`,
        hint,
        cause: error,
      });
    }
  }
};
