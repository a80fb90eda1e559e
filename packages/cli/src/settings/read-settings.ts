import { dirname, join } from 'node:path';
import {
  DeliverablesError,
  defaultRoster,
  defineRoster,
  type Roster,
} from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { parseStoreUrl, type StoreUrl, showUrl } from '../connect/store-url.ts';
import type { GlobalOptions } from '../program/global-options.ts';
import type { Surroundings } from '../program/surroundings.ts';
import type { Configuration } from './configuration.ts';
import { readCredentials } from './credentials.ts';
import { findConfiguration } from './find-configuration.ts';
import { findHome, toMainWorktree } from './find-home.ts';
import type { ConsideredUrl, Settings, SettingsSource } from './settings.ts';

/** A place that may name the store, and from which folder a relative path in it counts. */
interface Place {
  readonly source: SettingsSource;
  readonly place: string;
  readonly url: string | undefined;
  readonly folder: string;
}

const reasons: Readonly<Record<SettingsSource, string>> = {
  option: '--url was given, and goes before everything else.',
  environment: 'AGOG_URL is set, and there is no --url.',
  configuration: 'agog.config.json has a url; there is neither --url nor AGOG_URL.',
  default: 'Neither --url nor AGOG_URL nor an agog.config.json with a url says otherwise.',
};

/**
 * Which store, roster and credentials count here, and why.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_name`, `invalid_roster`
 */
export const readSettings = async (
  { environment, folder }: Pick<Surroundings, 'environment' | 'folder'>,
  options: Pick<GlobalOptions, 'url' | 'config'>,
): Promise<Settings> => {
  if (/\/\/.*@/.test(options.url ?? '')) {
    fail(
      'invalid_argument',
      'The URL after --url holds credentials, which every user of this machine could read.',
      'Set AGOG_URL, or AGOG_PASSWORD, AGOG_TOKEN or AGOG_CREDS beside a URL without them.',
    );
  }
  const home = findHome(folder);
  const found = await findConfiguration(folder, options.config);
  const configuration: Configuration = found?.configuration ?? {};
  const beside = found === null ? folder : dirname(found.path);
  const standard = `sqlite:${join(home, '.agog', 'deliverables.db')}`;
  const places: readonly Place[] = [
    { source: 'option', place: '--url', url: options.url, folder },
    { source: 'environment', place: 'AGOG_URL', url: environment.AGOG_URL || undefined, folder },
    {
      source: 'configuration',
      place: found?.path ?? 'agog.config.json',
      url: configuration.url,
      // A checked-out configuration stands in every worktree; the store that it names is one.
      folder: toMainWorktree(beside),
    },
    { source: 'default', place: 'default', url: standard, folder },
  ];
  const winner = places.find(({ url }) => url !== undefined);
  const { source, url = standard, folder: from } = winner ?? { source: 'default', folder };
  const store = readStoreUrl(winner?.place, url, from, environment.HOME);
  const credentials = readCredentials(
    environment,
    configuration.credentials ?? {},
    configuration.tls,
    beside,
  );
  const { password = '', token = '', nkeySeed = '' } = credentials;
  return {
    url: store.url,
    shownUrl: showUrl(store.url),
    source,
    reason: reasons[source],
    considered: places.map(
      (one): ConsideredUrl => ({
        source: one.source,
        place: one.place,
        url: one.url === undefined ? null : showUrl(one.url),
        used: one === winner,
      }),
    ),
    configurationFile: found?.path ?? null,
    home,
    roster: rosterOf(configuration),
    rosterSource: configuration.roster ? 'configuration' : 'default',
    credentials,
    secrets: [password, token, nkeySeed, ...store.secrets].filter((secret) => secret !== ''),
  };
};

/** Takes the URL apart, and says in an error where it stands. */
const readStoreUrl = (
  place: string | undefined,
  ...words: Parameters<typeof parseStoreUrl>
): StoreUrl => {
  try {
    return parseStoreUrl(...words);
  } catch (error) {
    const { code, message, hint } = DeliverablesError.from(error);
    return fail(code, message, `${hint} It is that of ${place}.`, undefined, error);
  }
};

const rosterOf = ({ roster, prefix }: Configuration): Roster => {
  if (!roster && prefix === undefined) return defaultRoster;
  return defineRoster(roster ?? defaultRoster.agents, { prefix });
};
