import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { AgentDefinitions } from '@agog/deliverables-core';
import { type Configuration, configurationName } from '../settings/configuration.ts';
import { findUpwards } from '../settings/find-configuration.ts';
import type { Settings } from '../settings/settings.ts';
import { withRoster } from './edit-roster.ts';

const schema = 'node_modules/@agog/deliverables/agog.config.schema.json';

/** The agents as a configuration has them: what the code alone can hold is left out. */
export const agentsAsData = (agents: AgentDefinitions): AgentDefinitions =>
  Object.fromEntries(
    Object.entries(agents).map(([name, { stream, taskTypes, purpose, limits }]) => [
      name,
      {
        stream,
        taskTypes,
        purpose,
        ...(limits && Object.keys(limits).length > 0 ? { limits } : {}),
      },
    ]),
  );

/** Where a new configuration belongs: the nearest folder with `.git` or `.agog`, else the current one. */
export const configurationFolder = (folder: string): string =>
  findUpwards(folder, (one) => existsSync(join(one, '.git')) || existsSync(join(one, '.agog'))) ??
  resolve(folder);

/**
 * Writes an `agog.config.json` with the roster, and with the store where it was named by hand; answers its path.
 *
 * @throws what writing a file throws
 */
export const writeFirstConfiguration = (
  folder: string,
  givenUrl: string | undefined,
  { url, shownUrl, roster }: Pick<Settings, 'url' | 'shownUrl' | 'roster'>,
): string => {
  const home = configurationFolder(folder);
  const configuration: Configuration = {
    ...(existsSync(join(home, schema)) ? { $schema: `./${schema}` } : {}),
    ...(givenUrl === undefined ? {} : { url: besideConfiguration(url, shownUrl, home) }),
    ...(roster.prefix === 'agog' ? {} : { prefix: roster.prefix }),
  };
  const path = join(home, configurationName);
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  writeFileSync(path, withRoster(text, agentsAsData(roster.agents)), { flag: 'wx' });
  return path;
};

/** A file below the configuration is named from there, so that the project can be moved. */
const besideConfiguration = (url: string, shownUrl: string, home: string): string => {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null;
  if (path === null || !path.startsWith(home + sep)) return shownUrl;
  return `sqlite:${relative(home, path)}`;
};
