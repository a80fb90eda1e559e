import type { AgentTool, ToolProgress } from '@agog/deliverables-reading/tools';
import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import type { ServerDesk } from '../desk/server-desk.ts';

/** Lists the tools and carries out their calls. */
export const serveTools = (server: Server, { tools, watch }: ServerDesk): void => {
  const definitions = tools.map(({ call: _call, ...definition }): Tool => definition);
  server.setRequestHandler('tools/list', () => ({ tools: definitions }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool) {
      const result = await callTool(tool, params.arguments ?? {}, context);
      // The store is there: it is watched from now on, where it could not be before.
      if (!result.isError) watch.start().catch(() => {});
      return result;
    }
    const known = tools.map(({ name }) => name).join(', ');
    const message = `There is no tool ${JSON.stringify(params.name.slice(0, 60))}. Known are: ${known}.`;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  });
};

const callTool = async (
  tool: AgentTool,
  input: unknown,
  { mcpReq: { signal, notify, _meta }, http }: ServerContext,
): Promise<CallToolResult> => {
  const token = _meta?.progressToken;
  const onProgress = ({ elapsed: progress, total, message }: ToolProgress): void => {
    const params = { progressToken: token, progress, total, message };
    // Who does not hear of it any more has gone; the signal then ends the call.
    notify({ method: 'notifications/progress', params }).catch(() => {});
  };
  const stop = new AbortController();
  const end = () => stop.abort();
  // Whoever has hung up gets no answer any more. What writes is finished all the same.
  const request = tool.annotations.readOnlyHint ? http?.req : undefined;
  signal.addEventListener('abort', end);
  request?.signal.addEventListener('abort', end);
  if (signal.aborted || request?.signal.aborted) end();
  const answer = await tool.call(input, {
    signal: stop.signal,
    ...(token !== undefined && { onProgress }),
  });
  // The request is held until here: one that is collected would not tell that it was given up.
  request?.signal.removeEventListener('abort', end);
  signal.removeEventListener('abort', end);
  const content = [{ type: 'text' as const, text: answer.text }];
  return answer.isError
    ? { content, isError: true }
    : { content, structuredContent: { ...answer.structured } };
};
