import type { Server } from '@modelcontextprotocol/server';
import { refuse } from '../desk/refuse.ts';
import { resourceTemplate } from '../desk/resource-uri.ts';
import type { ServerDesk } from '../desk/server-desk.ts';
import { completeName } from './complete-name.ts';

/** The most values that the protocol lets an answer hold. */
const mostValues = 100;

/** Completes the names in the resource template and in the prompts' arguments. */
export const serveCompletion = (server: Server, { client, timeout }: ServerDesk): void => {
  server.setRequestHandler('completion/complete', async ({ params }, { mcpReq: { signal } }) => {
    const { ref, argument, context } = params;
    const isTemplate = ref.type === 'ref/resource' && ref.uri === resourceTemplate;
    const prompt = ref.type === 'ref/prompt' ? /^onboard-(.+)$/.exec(ref.name)?.[1] : undefined;
    if (!isTemplate && prompt === undefined) return { completion: { values: [] } };
    // The feature that somebody is onboarded to may be of any agent; the task type is its own.
    const own = argument.name === 'type' ? { agent: prompt } : {};
    const known = isTemplate ? { ...context?.arguments } : own;
    const { name, value } = argument;
    const names = await completeName(client, { name, value }, known, { signal, timeout }).catch(
      refuse,
    );
    const values = names.slice(0, mostValues);
    return { completion: { values, total: names.length, hasMore: names.length > mostValues } };
  });
};
