import { stdin as ownStdin } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import type { Roster } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { StdioServerTransport, serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import { largestMessage } from '../desk/largest-message.ts';
import type { McpService } from '../desk/mcp-service.ts';
import { buildServer } from '../server/build-server.ts';
import { type McpServerOptions, openDesk } from '../server/open-desk.ts';
import { trackAnswers } from './track-answers.ts';

/** What to serve, and where the client is. */
export interface ServeStdioOptions<R extends Roster> extends McpServerOptions<R> {
  /** Where the client's messages come from. Default: the process's own. */
  readonly stdin?: Readable | undefined;
  /** Where the answers go; nobody else may write there. Default: the process's own. */
  readonly stdout?: Writable | undefined;
}

/**
 * Serves one client over standard input and output, in the protocol's revisions from 2024-11-05 to 2026-07-28. Ends when
 * the input does, as soon as what was asked until then is answered, or after `timeout`.
 *
 * @throws DeliverablesError `unknown_agent`, `invalid_argument`
 */
export function serveStdio<R extends Roster>(options: ServeStdioOptions<R>): Promise<McpService>;
// The tools take the names of any roster; the signature above narrows which names compile.
export async function serveStdio(options: ServeStdioOptions<Roster>): Promise<McpService> {
  const desk = openDesk(options);
  const { stdin = ownStdin, stdout } = options;
  checkArgument(typeof stdin?.on === 'function', 'stdin', stdin, 'a readable stream');
  checkArgument(!stdout || typeof stdout.on === 'function', 'stdout', stdout, 'a writable stream');
  // Where the store cannot be watched, the tools still say what is wrong with it.
  await desk.watch.start().catch(() => {});
  const wire = new StdioServerTransport(stdin, stdout, { maxBufferSize: largestMessage });
  const whenAnswered = trackAnswers(wire);
  const closeWire = wire.close.bind(wire);
  const closed = new AbortController();
  const finished = new Promise<void>((resolve, reject) => {
    // The transport ends by itself when the input does, through this method too.
    wire.close = async () => {
      // It is the one that ended, not the service, the output or a message too long.
      if (stdin.readableEnded) await whenAnswered(desk.timeout, closed.signal);
      closed.abort();
      await closeWire();
      desk.watch.close().then(resolve, reject);
    };
  });
  const service = serve(
    ({ era }) => buildServer(desk, era === 'modern' ? 'everything' : 'subscribed'),
    { transport: wire },
  );
  const close = (): Promise<void> => {
    closed.abort();
    return service.close();
  };
  return { finished, close, [Symbol.asyncDispose]: close };
}
