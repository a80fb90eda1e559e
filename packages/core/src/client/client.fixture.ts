import { createClient, type DeliverablesClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { onTestFinished } from 'vitest';
import type { ClientOptions } from './create-client.ts';

type DefaultClient = DeliverablesClient<typeof defaultRoster>;

/** A client over a fresh store in memory, with the roster's streams, closed when the test ends. */
export const openClient = async (
  options: Partial<ClientOptions<typeof defaultRoster>> = {},
): Promise<DefaultClient> => {
  const transport = createMemoryTransport();
  const client = createClient({ transport, roster: defaultRoster, ...options });
  onTestFinished(() => client.close());
  await client.initialize();
  return client;
};

/** The channel of the guide's first example. */
export const research = {
  agent: 'cynthia',
  taskType: 'research',
  featureName: 'customer-search',
} as const;

/** A small report for that channel. */
export const researchReport = {
  ...research,
  reportContent: '# Customer search\n\nIt is needed.\n',
};
