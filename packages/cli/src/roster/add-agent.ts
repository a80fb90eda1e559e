import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AgentDefinition, defineRoster } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { configurationName } from '../settings/configuration.ts';
import type { Settings } from '../settings/settings.ts';
import { replaceFile, withAgent } from './edit-roster.ts';
import { agentsAsData, configurationFolder } from './write-first-configuration.ts';

/** What became of the configuration. */
export interface AddedAgent {
  /** Where the roster stands. */
  readonly configuration: string;
  /** False when the very same agent was there. */
  readonly added: boolean;
}

/**
 * Adds an agent to the roster in the configuration; one that the roster has already is left alone. Checked before anything
 * is written.
 *
 * @throws DeliverablesError `invalid_name`, `invalid_roster`, and `invalid_argument` for an agent that is there and different
 */
export const addAgent = (
  folder: string,
  settings: Pick<Settings, 'configurationFile' | 'roster'>,
  name: string,
  agent: AgentDefinition,
): AddedAgent => {
  const { roster, configurationFile } = settings;
  const agents = agentsAsData(roster.agents);
  const configuration = configurationFile ?? join(configurationFolder(folder), configurationName);
  const known = Object.hasOwn(agents, name) ? agents[name] : undefined;
  if (known && isDeepStrictEqual(known, agent)) return { configuration, added: false };
  if (known) {
    fail(
      'invalid_argument',
      `The roster has an agent ${name} already, and a different one.`,
      `Change it in ${configuration}, then run agog apply.`,
    );
  }
  defineRoster({ ...agents, [name]: agent }, { prefix: roster.prefix });
  const text = configurationFile === null ? '{}\n' : readFileSync(configurationFile, 'utf8');
  replaceFile(configuration, withAgent(text, name, agent, agents));
  return { configuration, added: true };
};
