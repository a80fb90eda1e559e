import { existsSync } from 'node:fs';
import type { DeliverablesClient } from '@agog/deliverables-core';
import { parseStoreUrl } from '../connect/store-url.ts';
import type { CommandContext } from '../program/command-context.ts';

/**
 * The client of the store, with nothing made or changed in it; `null` for a file that is not there. For what looks at the
 * streams: opening the store as other commands do would make them what the roster has first.
 */
export const openAsItIs = async ({
  settings,
  open,
}: Pick<CommandContext, 'settings' | 'open'>): Promise<DeliverablesClient | null> => {
  const { url, home } = await settings();
  const { path } = parseStoreUrl(url, home);
  if (path !== null && !existsSync(path)) return null;
  return open({ initialize: false });
};
