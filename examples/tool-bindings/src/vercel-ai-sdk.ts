import type { AgentTool } from '@agog/deliverables-reading/tools';
import { dynamicTool, generateText, isStepCount, jsonSchema, type ToolSet } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { lastWords, script } from './script.ts';

/** Our tools as the Vercel AI SDK takes them. */
export const toToolSet = (tools: readonly AgentTool[]): ToolSet =>
  Object.fromEntries(
    tools.map(({ name, description, inputSchema, call }) => [
      name,
      dynamicTool({
        description,
        inputSchema: jsonSchema(inputSchema),
        execute: async (input, { abortSignal }) => {
          const { text } = await call(input, { signal: abortSignal });
          return text;
        },
      }),
    ]),
  );

const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/** A model that follows the script, in the form of this SDK. */
const scriptedModel = () =>
  new MockLanguageModelV4({
    doGenerate: [
      ...script.map(({ name, input }, index) => ({
        content: [
          {
            type: 'tool-call' as const,
            toolCallId: `call-${index}`,
            toolName: name,
            input: JSON.stringify(input),
          },
        ],
        finishReason: { unified: 'tool-calls' as const, raw: undefined },
        usage,
        warnings: [],
      })),
      {
        content: [{ type: 'text' as const, text: lastWords }],
        finishReason: { unified: 'stop' as const, raw: undefined },
        usage,
        warnings: [],
      },
    ],
  });

/** Runs an agent in the Vercel AI SDK; answers what its tools answered. */
export const runInVercelAiSdk = async (
  tools: readonly AgentTool[],
  prompt: string,
): Promise<string[]> => {
  const { steps } = await generateText({
    model: scriptedModel(),
    tools: toToolSet(tools),
    stopWhen: isStepCount(10),
    prompt,
  });
  return steps.flatMap(({ toolResults }) => toolResults.map(({ output }) => String(output)));
};
