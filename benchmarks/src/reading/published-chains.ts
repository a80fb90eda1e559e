import {
  type CountTokens,
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
} from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import type { Chain } from '../token-economy/chains.ts';

/** A client over a store in memory that holds every report of the chains, and its notice. */
export const publishChains = async (
  chains: readonly Chain[],
  countTokens: CountTokens,
): Promise<DeliverablesClient<DefaultRoster>> => {
  const transport = createMemoryTransport();
  const client = createClient({ transport, roster: defaultRoster, countTokens });
  await client.initialize();
  for (const { reports } of chains) {
    for (const { name, content } of reports) {
      const summary = `${name.taskType} of ${name.featureName} is done: what was found, decided and left open is in the report, by section.`;
      await client.deliver({ ...name, reportContent: content }, { summary });
    }
  }
  return client;
};
