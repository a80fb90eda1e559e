import type { AgentTool } from '@agog/deliverables-reading/tools';
import {
  Agent,
  type Model,
  type ModelResponse,
  Runner,
  type Tool,
  tool,
  Usage,
} from '@openai/agents';
import { lastWords, script } from './script.ts';

/** Our tools as the OpenAI Agents SDK takes them: not strict, since arguments may be left out. */
export const toFunctionTools = (tools: readonly AgentTool[]): Tool[] =>
  tools.map(({ name, description, inputSchema, call }) =>
    tool({
      name,
      description,
      strict: false,
      parameters: { ...inputSchema, additionalProperties: true as const },
      execute: async (input, _context, details) => {
        const { text } = await call(input, { signal: details?.signal });
        return text;
      },
    }),
  );

/** A model that follows the script, in the form of this SDK. */
const scriptedModel = (): Model => {
  const responses: ModelResponse[] = [
    ...script.map(
      ({ name, input }, index): ModelResponse => ({
        usage: new Usage(),
        output: [
          {
            type: 'function_call',
            callId: `call-${index}`,
            name,
            arguments: JSON.stringify(input),
            status: 'completed',
          },
        ],
      }),
    ),
    {
      usage: new Usage(),
      output: [
        {
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: lastWords }],
        },
      ],
    },
  ];
  return {
    getResponse: async () => {
      const response = responses.shift();
      if (!response) throw new Error('The script has ended.');
      return response;
    },
    getStreamedResponse: () => {
      throw new Error('The script is not streamed.');
    },
  };
};

/** Runs an agent in the OpenAI Agents SDK; answers what its tools answered. */
export const runInOpenAiAgentsSdk = async (
  tools: readonly AgentTool[],
  prompt: string,
): Promise<string[]> => {
  const agent = new Agent({ name: 'roy', model: scriptedModel(), tools: toFunctionTools(tools) });
  // Nothing is sent anywhere: the model is a script, and there is nobody to trace for.
  const runner = new Runner({ tracingDisabled: true });
  const { newItems } = await runner.run(agent, prompt);
  return newItems.flatMap((item) =>
    item.type === 'tool_call_output_item' ? [String(item.output)] : [],
  );
};
