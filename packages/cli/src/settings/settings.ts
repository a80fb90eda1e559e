import type { Roster } from '@agog/deliverables-core';
import type { Credentials } from './credentials.ts';

/** What said which store to use. */
export type SettingsSource = 'option' | 'environment' | 'configuration' | 'default';

/** One place that could have named the store. */
export interface ConsideredUrl {
  readonly source: SettingsSource;
  /** How a person would call the place: `AGOG_URL`, `agog.config.json`. */
  readonly place: string;
  /** What it says, without credentials; `null` when nothing. */
  readonly url: string | null;
  readonly used: boolean;
}

/** Which store, roster and credentials a command uses, and why. */
export interface Settings {
  /** The store. May hold credentials: print {@link Settings.shownUrl}. */
  readonly url: string;
  /** The store without credentials; for a file with its absolute path. */
  readonly shownUrl: string;
  readonly source: SettingsSource;
  /** Why this store, in one sentence. */
  readonly reason: string;
  /** All places in the order in which they are asked. */
  readonly considered: readonly ConsideredUrl[];
  /** The configuration that counts; `null` where there is none. */
  readonly configurationFile: string | null;
  /** The folder whose `.agog` is used. Linked Git worktrees share that of the main one. */
  readonly home: string;
  readonly roster: Roster;
  /** `agog.config.json` or `default`: where the roster comes from. */
  readonly rosterSource: 'configuration' | 'default';
  /** As whom to connect to a server; empty for a file. Never print it. */
  readonly credentials: Credentials;
  /** Every text that must never be printed. */
  readonly secrets: readonly string[];
}
