import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DeliverablesClient } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { connect } from '../connect/connect.ts';
import { parseStoreUrl } from '../connect/store-url.ts';
import type { CommandContext } from '../program/command-context.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * The store to migrate to; the caller closes it. A URL of the command line holds no credentials, and a server there is
 * entered by those of the settings.
 *
 * @throws DeliverablesError `invalid_argument`; else what opening it throws
 */
export const openTarget = async (
  { surroundings, call }: Pick<CommandContext, 'surroundings' | 'call'>,
  { roster, credentials, url: source }: Pick<Settings, 'roster' | 'credentials' | 'url'>,
  given: string,
  isArgument: boolean,
): Promise<DeliverablesClient> => {
  if (isArgument && /\/\/[^/]*@/.test(given)) {
    fail(
      'invalid_argument',
      'The URL holds credentials, which every user of this machine could read.',
      'Set AGOG_TO_URL, or leave them out: those of the configuration are used.',
    );
  }
  const { url, path } = parseStoreUrl(given, surroundings.folder, surroundings.environment.HOME);
  if (url === source) fail('invalid_argument', 'Both are the same store.', 'Name another one.');
  if (path !== null) mkdirSync(dirname(path), { recursive: true });
  const nats = isArgument ? credentials : { tls: credentials.tls };
  return connect(url, { ...call(), roster, nats: { ...nats, name: 'agog' } });
};
