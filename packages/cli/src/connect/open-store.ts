import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import {
  type CallOptions,
  type DeliverablesClient,
  DeliverablesError,
} from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { OpenOptions } from '../program/command-context.ts';
import { makeAgogFolder } from '../settings/make-agog-folder.ts';
import type { Settings } from '../settings/settings.ts';
import { connect } from './connect.ts';
import { parseStoreUrl } from './store-url.ts';

/** The client of the store that the settings name. A file gets what it lacks; of a server nothing is changed. */
export const openStore = async (
  { url, roster, credentials, home }: Settings,
  { create = false, orEmpty = false, initialize = true, ...call }: OpenOptions & CallOptions,
  note: (line: string) => void,
): Promise<DeliverablesClient> => {
  const { kind, path } = parseStoreUrl(url, home);
  const isMissing = path !== null && !existsSync(path);
  if (isMissing && orEmpty)
    note(`There is no store at ${path} yet; the first agog publish makes it.`);
  if (isMissing && !orEmpty) {
    if (!create) {
      fail(
        'store_unavailable',
        `There is no store at ${path} yet.`,
        'The first agog publish makes it, and so does agog init. To look elsewhere set AGOG_URL, or pass --url.',
      );
    }
    makeFolderOf(path, home);
  }
  const opened = isMissing && orEmpty ? 'memory:' : url;
  const client = await connect(opened, { ...call, roster, nats: { ...credentials, name: 'agog' } });
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

const makeFolderOf = (path: string, home: string): void => {
  try {
    if (path.startsWith(join(home, '.agog', sep))) makeAgogFolder(home);
    // One folder and no more: a path that is misspelt is not made to exist.
    if (!existsSync(dirname(path))) mkdirSync(dirname(path));
  } catch (error) {
    const { message } = DeliverablesError.from(error);
    const hint = 'Set AGOG_URL, or pass --url, for a place where files can be written.';
    fail('store_unavailable', `There is no place for ${path}: ${message}.`, hint, undefined, error);
  }
};
