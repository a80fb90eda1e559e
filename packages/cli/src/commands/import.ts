import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createClient, type DeliverablesClient, type Roster } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { exitCodes } from '../exit-codes.ts';
import { planImport } from '../import/plan-import.ts';
import { runImport } from '../import/run-import.ts';
import {
  type ImportAnswer,
  importColumns,
  importRows,
  summarizeImport,
} from '../import/show-import.ts';
import { openAsItIs } from '../operate/open-as-it-is.ts';
import type { CommandContext } from '../program/command-context.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Agent, task type and feature come from file names (CYNTHIA_RESEARCH_customer-search.md, customer-search.cynthia.research.md),
folders (REQ-1/ROY.md) and fields in the text (**Agent:** Roy, **Feature:** REQ-1, or front matter). Revisions (_v2, -2,
"(rev 3)", .1, _FINAL, a date) are published in order, else by their dates. What is ambiguous, unknown or empty is left out,
with the reason. Run again, it publishes only what the store does not have.
Exit code 0: the store has every report that could be told. 1: some could not be published, or there was none.`;

/** A dry run makes no store: where there is none yet, everything is new. */
const openToLook = async (context: CommandContext, roster: Roster): Promise<DeliverablesClient> => {
  const there = await openAsItIs(context);
  if (there) return there;
  const client = createClient({ transport: createMemoryTransport(), roster });
  await client.initialize();
  return client;
};

/** `agog import`: publishes a folder of Markdown reports. */
export const configureImport: ConfigureCommand = (command, context) => {
  const { call, output, open, settings, surroundings, finish } = context;
  command
    .argument('<dir>', 'a folder of Markdown reports')
    .option('--dry-run', 'show what would become of every file, and publish nothing')
    .addHelpText('after', closing)
    .action(async (given, { dryRun = false }) => {
      const folder = resolve(surroundings.folder, given);
      if (!existsSync(folder) || !statSync(folder).isDirectory()) {
        fail('invalid_argument', `${given} is no folder.`, 'Name a folder of Markdown files.');
      }
      const { roster } = await settings();
      const reading = output.progress('Reading');
      let read = 0;
      const plan = await planImport(folder, roster, () => {
        read += 1;
        reading.update(read);
      });
      reading.end();

      const client = await (dryRun ? openToLook(context, roster) : open({ create: true }));
      const total = [...plan.channels.values()].flat().length;
      const publishing = output.progress('Publishing', total);
      let done = 0;
      const seen = () => {
        done += 1;
        publishing.update(done);
      };
      const reports = await runImport(client, folder, plan, { ...call(), dryRun, seen });
      publishing.end();

      const skipped = plan.skipped.map(({ path, reason }) => ({ file: path, reason }));
      const answer: ImportAnswer = { folder, dryRun, reports, skipped };
      await output.answer('import', answer, () => {
        const empty = 'There are no Markdown files.';
        const table = output.table(importRows(answer), importColumns(output.style), empty);
        return `${table}\n\n${summarizeImport(answer)}`;
      });
      const isWhole = reports.length > 0 && reports.every(({ outcome }) => outcome !== 'failed');
      if (!isWhole) finish(exitCodes.failed);
    });
};
