import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CallOptions, DeliverablesClient } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { OpenOptions } from '../program/command-context.ts';
import { makeAgogFolder } from '../settings/make-agog-folder.ts';
import type { Settings } from '../settings/settings.ts';
import { connect } from './connect.ts';
import { parseStoreUrl } from './store-url.ts';

/** The client of the store that the settings name. A file gets what it lacks; of a server nothing is changed. */
export const openStore = async (
  { url, roster, credentials, home }: Settings,
  { create = false, initialize = true, ...call }: OpenOptions & CallOptions,
): Promise<DeliverablesClient> => {
  const { kind, path } = parseStoreUrl(url, home);
  if (path !== null && !existsSync(path)) {
    if (!create) {
      fail(
        'store_unavailable',
        `There is no store at ${path} yet.`,
        'The first agog publish makes it, and so does agog init. To look elsewhere set AGOG_URL, or pass --url.',
      );
    }
    if (path.startsWith(join(home, '.agog'))) makeAgogFolder(home);
    mkdirSync(dirname(path), { recursive: true });
  }
  const client = await connect(url, { ...call, roster, nats: { ...credentials, name: 'agog' } });
  try {
    // A server's streams are the business of whoever runs it: agog apply.
    const isOurs = kind === 'sqlite' || kind === 'memory';
    if (isOurs && initialize) await client.initialize(call);
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
};
