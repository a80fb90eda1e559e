import type { AgentTool } from '@agog/deliverables-reading/tools';
import { AIMessage } from '@langchain/core/messages';
import { fakeModel } from '@langchain/core/testing';
import { type StructuredToolInterface, tool } from '@langchain/core/tools';
import { createAgent } from 'langchain';
import { lastWords, script } from './script.ts';

/** Our tools as LangChain.js takes them: what a model makes up is refused by the tool, in words that help it. */
export const toLangChainTools = (tools: readonly AgentTool[]): StructuredToolInterface[] =>
  tools.map(({ name, description, inputSchema, call }) =>
    tool(
      async (input, { signal }) => {
        const { text } = await call(input, { signal });
        return text;
      },
      { name, description, schema: { ...inputSchema, additionalProperties: true } },
    ),
  );

/** Runs an agent in LangChain.js; answers what its tools answered. */
export const runInLangChain = async (
  tools: readonly AgentTool[],
  prompt: string,
): Promise<string[]> => {
  const model = fakeModel();
  for (const { name, input } of script) model.respondWithTools([{ name, args: input }]);
  model.respond(new AIMessage(lastWords));
  const agent = createAgent({ model, tools: toLangChainTools(tools) });
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: prompt }] });
  return messages.filter(({ type }) => type === 'tool').map(({ text }) => text);
};
