import { resolve } from 'node:path';
import { describeBackup, describeRestore } from '@agog/deliverables-admin';
import { inspectBackupFile, restoreFromFile } from '@agog/deliverables-admin/files';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { exitCodes } from '../exit-codes.ts';
import { showArchiveProgress } from '../operate/archive-progress.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
The whole file is checked before anything is written: a damaged one changes nothing. Run again after it was cut off, it
compares what is there and goes on. Exit code 1: the file is damaged, or the store holds other reports.`;

const readPair = (
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => {
  const [from = '', to = '', ...more] = text.split('=');
  if (from === '' || to === '' || more.length > 0) {
    throw new InvalidArgumentError('Write OLD=NEW, two names of streams.');
  }
  return { ...before, [from]: to };
};

/** `agog restore`: a backup into any store. */
export const configureRestore: ConfigureCommand = (command, context) => {
  const { call, output, open, surroundings, finish } = context;
  command
    .argument('<file>', 'what agog backup wrote')
    .option('--check', 'only prove that the file is whole, and show what it holds')
    .option('--stream <names...>', 'only these streams of it')
    .option('--into <old=new>', 'another name for a stream; again for more', readPair)
    .option('--mix', 'also into streams that hold other, older messages')
    .addHelpText('after', closing)
    .action(async (given, { check, stream, into, mix }) => {
      const file = resolve(surroundings.folder, given);
      if (check) {
        const inspection = await inspectBackupFile(file);
        const { damage, ...contents } = inspection;
        const told = damage && { code: damage.code, message: damage.message };
        await output.answer('backup', { file, ...contents, damage: told }, () =>
          damage ? `${describeBackup(contents)}\n${damage.message}` : describeBackup(contents),
        );
        if (damage) finish(exitCodes.failed);
        return;
      }
      const client = await open({ create: true, initialize: false });
      const { onProgress, end } = showArchiveProgress(output);
      const options = { ...call(), streams: stream, into, mix, onProgress };
      const streams = await restoreFromFile(client.transport, file, options).finally(end);
      await output.answer('restore', { file, streams }, () => describeRestore(streams));
    });
};
