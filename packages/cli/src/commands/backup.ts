import { resolve } from 'node:path';
import { describeBackup } from '@agog/deliverables-admin';
import { backupToFile } from '@agog/deliverables-admin/files';
import { showArchiveProgress } from '../operate/archive-progress.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Writes FILE.partial first: cut off, it goes on where it was when it is called again. A file that is there is never
overwritten. agog restore FILE --check proves every byte of it.`;

/** `agog backup`: the store's streams in one file. */
export const configureBackup: ConfigureCommand = (command, context) => {
  const { call, output, open, settings, surroundings } = context;
  command
    .argument('<file>', 'a file that is not there yet')
    .option('--stream <names...>', 'only these streams; default: those of the roster')
    .addHelpText('after', closing)
    .action(async (given, { stream }) => {
      const { roster } = await settings();
      const file = resolve(surroundings.folder, given);
      const client = await open({ initialize: false });
      const { onProgress, end } = showArchiveProgress(output);
      const options = { ...call(), streams: stream ?? roster, onProgress };
      const contents = await backupToFile(client.transport, file, options).finally(end);
      const answer = { file, ...contents };
      await output.answer('backup', answer, () => `${describeBackup(contents)}\nWrote ${file}.`);
    });
};
