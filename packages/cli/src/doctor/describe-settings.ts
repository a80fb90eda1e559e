import type { Style } from '../output/style.ts';
import type { ConsideredUrl, Settings } from '../settings/settings.ts';

/** What counts here and why, without anything secret. */
export interface DescribedSettings
  extends Pick<
    Settings,
    'source' | 'reason' | 'considered' | 'configurationFile' | 'home' | 'rosterSource'
  > {
  /** The store, without credentials. */
  readonly store: string;
  readonly prefix: string;
  readonly agents: readonly string[];
  /** As what the store is entered; never the secret. */
  readonly credentials: readonly string[];
}

/** The settings as plain data that may be printed. */
export const describeSettings = (settings: Settings): DescribedSettings => {
  const { source, reason, considered, configurationFile, home, rosterSource } = settings;
  const { roster, credentials, shownUrl } = settings;
  const given = Object.entries(credentials).filter(([, value]) => value !== undefined);
  return {
    store: shownUrl,
    source,
    reason,
    considered,
    configurationFile,
    home,
    rosterSource,
    prefix: roster.prefix,
    agents: Object.keys(roster.agents),
    credentials: given.map(([name]) => name),
  };
};

/** The settings for a person: what won first. */
export const tellSettings = (settings: Settings, { bold, dim }: Style): string => {
  const { store, reason, considered, configurationFile, rosterSource, agents, credentials } =
    describeSettings(settings);
  const line = ({ place, url, used }: ConsideredUrl): string => {
    const text = `${used ? '→' : ' '} ${place}: ${url ?? 'not set'}`;
    return used ? text : dim(text);
  };
  const roster = rosterSource === 'default' ? 'the default one' : `of ${configurationFile}`;
  return [
    `${bold('Store')}          ${store}`,
    `${bold('Why')}            ${reason}`,
    ...considered.map((one) => `               ${line(one)}`),
    `${bold('Configuration')}  ${configurationFile ?? 'none: agog init writes one'}`,
    `${bold('Roster')}         ${roster}: ${agents.join(', ')}`,
    `${bold('Credentials')}    ${credentials.join(', ') || 'none'}`,
  ].join('\n');
};
