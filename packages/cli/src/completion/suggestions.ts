import { parseStoreUrl } from '../connect/store-url.ts';
import { openAsItIs } from '../operate/open-as-it-is.ts';
import type { CommandContext } from '../program/command-context.ts';

/** What the words of a command line can be here. */
export interface Suggestions {
  readonly agents: readonly string[];
  readonly taskTypes: readonly string[];
  readonly features: readonly string[];
}

/** How long a person waits for a list, in milliseconds. */
const patience = 400;

/** Agents and task types of the roster; features of the store where that is a file, since a server may be far away. */
export const readSuggestions = async (context: CommandContext): Promise<Suggestions> => {
  try {
    const { roster, url, home } = await context.settings();
    const agents = Object.keys(roster.agents);
    const types = Object.values(roster.agents).flatMap(({ taskTypes }) => taskTypes);
    const isFile = parseStoreUrl(url, home).kind === 'sqlite';
    const features = isFile ? await readFeatures(context) : [];
    return { agents, taskTypes: [...new Set(types)], features };
  } catch {
    // A command line is no place for an error message; the command itself will give it.
    return { agents: [], taskTypes: [], features: [] };
  }
};

const readFeatures = async (context: CommandContext): Promise<string[]> => {
  const client = await openAsItIs(context);
  const heads = await client?.listReports({}, { timeout: patience }).catch(() => []);
  return [...new Set(heads?.map(({ featureName }) => featureName))].sort();
};
