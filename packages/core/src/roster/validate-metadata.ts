import { validateWithSchema } from '../schema/validate-with-schema.ts';
import type { Metadata, Roster } from './roster.ts';
import { requireAgent } from './roster-streams.ts';

/**
 * What an agent's schema makes of the metadata of a report; the metadata itself where the agent has no schema.
 *
 * @throws DeliverablesError `unknown_agent`, `invalid_metadata`
 */
export const validateMetadata = async (
  roster: Roster,
  agent: string,
  metadata: Metadata,
): Promise<Metadata> => {
  const { metadataSchema } = requireAgent(roster, agent);
  if (metadataSchema === undefined) return metadata;
  return validateWithSchema(metadataSchema, metadata, `The metadata of ${agent}'s report`);
};
