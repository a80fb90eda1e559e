import { type DeliverablesClient, DeliverablesError } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { AgentTool, ToolCallOptions } from './agent-tool.ts';
import { defineTool } from './define-tool.ts';
import { finishWithin } from './finish-within.ts';
import { noticeSchema } from './notice-schema.ts';
import { channelOf, type NamedChannel, type ToolDesk } from './tool-desk.ts';
import { type Arrival, isNews, waitForArrival } from './wait-for-arrival.ts';

/** Below the minute after which many clients give a call up. */
const usualWait = 50;

/** Milliseconds that the store has to answer at the end of a wait, of which they are a part. */
const patience = 2_000;

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
  const last = Math.min(patience, total * 250);
  const ticker = setInterval(report, progressInterval);
  try {
    const arrival = await finishWithin(
      total * 1000 - last,
      signal,
      (ends) => waitForArrival(client, name, after, ends),
      () => null,
    );
    if (arrival?.arrived) return arrival;
    return await lookOnce(client, name, after, { signal, timeout: last });
  } catch (error) {
    return failUnreached(error, name, total);
  } finally {
    clearInterval(ticker);
  }
};

/** The last look: it finds what has just come, and tells "not yet" from a store that cannot be reached. */
const lookOnce = async (
  { fetchNotice }: DeliverablesClient,
  name: NamedChannel,
  after: number,
  { signal, timeout }: { readonly signal: AbortSignal | undefined; readonly timeout: number },
): Promise<Arrival> => {
  const notice = await finishWithin(
    timeout,
    signal,
    (ends) => fetchNotice(name, { signal: ends }),
    () => fail('timeout', `It did not answer within ${timeout} ms.`),
  );
  return notice && isNews(notice, after) ? { arrived: true, notice } : { arrived: false };
};

/** A store that cannot be reached says nothing of what has come. */
const failUnreached = (thrown: unknown, name: NamedChannel, total: number): never => {
  const error = DeliverablesError.from(thrown);
  if (error.code !== 'timeout' && error.code !== 'store_unavailable') throw error;
  return fail(
    'store_unavailable',
    `The store could not be reached while waiting up to ${total} s. ${error.message}`,
    'The report may be there all the same: call again when the store is back.',
    { ...name },
    error,
  );
};
