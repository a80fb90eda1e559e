import { existsSync } from 'node:fs';
import { describeResult } from '@agog/deliverables-admin';
import { parseStoreUrl } from '../connect/store-url.ts';
import { exitCodes } from '../exit-codes.ts';
import { applyRoster } from '../operate/apply-roster.ts';
import { counted } from '../operate/figures.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';
import { writeFirstConfiguration } from '../roster/write-first-configuration.ts';

const closing = `
Can be run again: what is there stays as it is. With --url the configuration remembers that store.`;

/** `agog init`: a configuration, a store, and the roster's streams. */
export const configureInit: ConfigureCommand = (command, context) => {
  const { output, settings, surroundings, globals, finish } = context;
  command.addHelpText('after', closing).action(async () => {
    const before = await settings();
    const { path } = parseStoreUrl(before.url, before.home);
    const storeCreated = path !== null && !existsSync(path);
    // The store first: a configuration for one that cannot be reached helps nobody.
    const { result } = await applyRoster(context);
    const configurationCreated = before.configurationFile === null;
    const configuration =
      before.configurationFile ??
      writeFirstConfiguration(surroundings.folder, globals().url, before);
    const agents = Object.entries(before.roster.agents);
    const [agent = ''] = agents[0] ?? [];
    const answer = {
      configuration,
      configurationCreated,
      store: before.shownUrl,
      storeCreated,
      agents: agents.map(([name]) => name),
      ...result,
    };
    const made = result.outcomes.filter(({ outcome }) => outcome === 'created').length;
    await output.answer('init', answer, () =>
      [
        `${configurationCreated ? 'Wrote' : 'Found'} ${configuration}: ${counted(agents.length, 'agent')}.`,
        `${storeCreated ? 'Made' : 'Found'} the store ${before.shownUrl}.`,
        made > 0
          ? `Made ${counted(made, 'stream')} of ${result.outcomes.length}.`
          : `All ${counted(result.outcomes.length, 'stream')} were there.`,
        ...(result.complete ? [] : [describeResult(result)]),
        '',
        `Next: agog prompt ${agent} my-feature, and give that text to the agent.`,
      ].join('\n'),
    );
    if (!result.complete) finish(exitCodes.failed);
  });
};
