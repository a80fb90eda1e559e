import { abortedError } from '@agog/deliverables-core/transport';
import type { AgentTool, ToolCallOptions } from './agent-tool.ts';
import { defineTool } from './define-tool.ts';
import { noticeSchema } from './notice-schema.ts';
import { channelOf, type NamedChannel, type ToolDesk } from './tool-desk.ts';
import { type Arrival, waitForArrival } from './wait-for-arrival.ts';

/** Below the minute after which many clients give a call up. */
const usualWait = 50;

/** Waits until another agent has finished. */
export const waitTool = (desk: ToolDesk): AgentTool =>
  defineTool({
    name: 'wait_for_report',
    description:
      "Wait for another agent's notice; at once if it is there. arrived false: not yet, call again.",
    inputSchema: {
      type: 'object',
      properties: {
        agent: { type: 'string' },
        feature: { type: 'string' },
        task_type: { type: 'string' },
        after: { type: 'integer', description: 'Only a later sequence' },
        timeout_seconds: { type: 'integer', minimum: 1, maximum: 3600 },
      },
      required: ['agent', 'feature'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      properties: {
        arrived: { type: 'boolean' },
        notice: noticeSchema,
        sequence: { type: 'integer' },
      },
      required: ['arrived'],
    },
    annotations: { readOnlyHint: true },
    run: async (input, options) => {
      const { timeout_seconds: total = usualWait, after = 0 } = input;
      const name = channelOf(desk, input.agent, input);
      return { structured: await wait(desk, name, { after, total }, options) };
    },
  });

const wait = async (
  { client, progressInterval }: ToolDesk,
  name: NamedChannel,
  { after, total }: { readonly after: number; readonly total: number },
  { signal, onProgress }: ToolCallOptions,
): Promise<Arrival> => {
  const start = performance.now();
  const message = `Waiting for ${name.agent}/${name.taskType}/${name.featureName}`;
  // To the millisecond: each one has to be more than the one before.
  const report = () =>
    onProgress?.({ elapsed: Math.round(performance.now() - start) / 1000, total, message });
  const stop = new AbortController();
  const end = () => stop.abort();
  const timer = setTimeout(end, total * 1000);
  const ticker = setInterval(report, progressInterval);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    const arrival = await waitForArrival(client, name, after, stop.signal);
    if (arrival.arrived || !signal?.aborted) return arrival;
    throw abortedError(signal);
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal);
    if (stop.signal.aborted) return { arrived: false };
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(ticker);
    signal?.removeEventListener('abort', end);
  }
};
