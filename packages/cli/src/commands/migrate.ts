import { describeMigration, migrate } from '@agog/deliverables-admin';
import { fail } from '@agog/deliverables-core/transport';
import { showArchiveProgress } from '../operate/archive-progress.ts';
import { openTarget } from '../operate/open-target.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
Copies every message with its sequence, subject, headers and body, then compares both. Cut off, it goes on when it is called
again. A target with credentials of its own: AGOG_TO_URL in place of URL.
With --follow it goes on copying what is published, until Ctrl-C; then it copies the rest, compares, and ends with 130.`;

/** `agog migrate`: from the store in use into another one. */
export const configureMigrate: ConfigureCommand = (command, context) => {
  const { call, output, open, settings, signal, surroundings } = context;
  command
    .argument('[url]', 'where to: sqlite:PATH, nats://HOST:4222 …; default: AGOG_TO_URL')
    .option('--stream <names...>', 'only these streams; default: those of the roster')
    .option('--follow', 'go on until Ctrl-C')
    .addHelpText('after', closing)
    .action(async (given, { stream, follow }) => {
      const { AGOG_TO_URL } = surroundings.environment;
      const url = given ?? AGOG_TO_URL ?? '';
      if (url === '') fail('invalid_argument', 'Nothing says where to.', 'Name a URL.');
      const found = await settings();
      const from = await open({ initialize: false });
      await using to = await openTarget(context, found, url, given !== undefined);
      const { onProgress, end } = showArchiveProgress(output);
      if (follow) output.note('Following; Ctrl-C ends it.');
      const streams = await migrate({
        // The first Ctrl-C ends the following in good order, the second one the process.
        ...(follow ? { followUntil: signal } : call()),
        from: from.transport,
        to: to.transport,
        streams: stream ?? found.roster,
        onProgress,
      }).finally(end);
      await output.answer('migrate', { streams }, () => describeMigration(streams));
    });
};
