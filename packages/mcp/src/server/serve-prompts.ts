import { onboardingText } from '@agog/deliverables-reading/tools';
import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server';
import { refuse } from '../desk/refuse.ts';
import type { ServerDesk } from '../desk/server-desk.ts';

/** Offers the onboarding of every agent: how to read, publish and finish by these tools. */
export const servePrompts = (server: Server, { client, agent }: ServerDesk): void => {
  const { roster } = client;
  const prompts = Object.entries(roster.agents).map(([name, { purpose }]) => ({
    name: `onboard-${name}`,
    title: `Onboarding of ${name}`,
    description: `How ${name} (${purpose}) reads, publishes and finishes${name === agent ? '; this server publishes as it' : ''}.`,
    arguments: [
      { name: 'feature', description: 'The feature that it works on', required: true },
      { name: 'type', description: 'The task type; its usual one by default', required: false },
    ],
  }));
  server.setRequestHandler('prompts/list', () => ({ prompts }));
  server.setRequestHandler('prompts/get', ({ params }) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    const { feature = '', type } = params.arguments ?? {};
    if (!prompt) {
      const message = `There is no prompt ${JSON.stringify(params.name.slice(0, 60))}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
    }
    const named = prompt.name.slice('onboard-'.length);
    const input = { roster, agent: named, featureName: feature, form: 'tools' } as const;
    try {
      const text = onboardingText({ ...input, ...(type && { taskType: type }) });
      const content = { type: 'text' as const, text };
      return { description: prompt.description, messages: [{ role: 'user' as const, content }] };
    } catch (error) {
      return refuse(error);
    }
  });
};
