import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeliverablesError, type Roster } from '@agog/deliverables-core';
import { checkArgument, fail } from '@agog/deliverables-core/transport';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import { largestMessage } from '../desk/largest-message.ts';
import type { McpService } from '../desk/mcp-service.ts';
import { buildServer } from '../server/build-server.ts';
import { type McpServerOptions, openDesk } from '../server/open-desk.ts';
import { endWith } from './end-with.ts';
import { type Admission, guardRequest, servedPath } from './guard-request.ts';
import { isLoopback } from './is-loopback.ts';
import { createSessions } from './sessions.ts';

/** What to serve, where, and to whom. */
export interface ServeHttpOptions<R extends Roster> extends McpServerOptions<R> {
  /** 0: any that is free. */
  readonly port: number;
  /** Where to listen. Default `'127.0.0.1'`; anywhere but on the loopback a token is needed. */
  readonly host?: string | undefined;
  /** What every request has to carry as `Authorization: Bearer …`. Default: none on the loopback. */
  readonly token?: string | undefined;
  /** Further names under which clients reach the server, without ports. Default: those of the loopback, and `host`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Host names of further pages that may ask from a browser, without scheme and port. Default: those of the loopback. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Most sessions, and most subscriptions without one, at a time. Default 64. */
  readonly maxSessions?: number | undefined;
}

/** A server that listens. */
export interface McpHttpService extends McpService {
  /** What to give a client: `http://127.0.0.1:8321/mcp`. */
  readonly url: string;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Serves any number of clients over Streamable HTTP, in the protocol's revisions from 2025-03-26 to 2026-07-28. Host,
 * origin and token are checked before any body is read; a message has at most 16 MiB.
 *
 * @throws DeliverablesError `invalid_argument`, also off the loopback without a token, and where it cannot listen;
 * `unknown_agent`
 */
export function serveHttp<R extends Roster>(options: ServeHttpOptions<R>): Promise<McpHttpService>;
// The tools take the names of any roster; the signature above narrows which names compile.
export async function serveHttp(options: ServeHttpOptions<Roster>): Promise<McpHttpService> {
  const desk = openDesk(options);
  const { port, host = '127.0.0.1', maxSessions = 64 } = options;
  const admission = admissionOf(options, host);
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65_535;
  checkArgument(isPort, 'port', port, 'a port, or 0 for any');
  checkArgument(
    Number.isInteger(maxSessions) && maxSessions > 0,
    'maxSessions',
    maxSessions,
    'a whole number from 1',
  );
  // Where the store cannot be watched, the tools still say what is wrong with it.
  await desk.watch.start().catch(() => {});

  const sessions = createSessions(desk, maxSessions);
  const modern = createMcpHandler(() => buildServer(desk, 'nothing'), {
    legacy: 'reject',
    maxSubscriptions: maxSessions,
    maxRequestBodySize: largestMessage,
  });
  desk.watch.listen({
    onChannels: () => modern.notify.resourcesChanged(),
    onRevision: (uri) => modern.notify.resourceUpdated(uri),
  });
  const limit = { maxRequestBodySize: largestMessage };
  const route = async (request: Request): Promise<Response> =>
    (await isLegacyRequest(request, undefined, limit))
      ? sessions.handle(request)
      : modern.fetch(request);

  const server = createServer((request, response) => {
    const refusal = guardRequest(request, admission);
    if (refusal === null) {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const fetch = async (asked: Request) => endWith(await route(asked), gone.signal);
      // A request as Node gives it, whose type spells out what may be undefined.
      return void toNodeHandler({ fetch }, limit)(request as NodeIncomingMessageLike, response);
    }
    const { status, message } = refusal;
    response.writeHead(status, {
      'content-type': 'application/json',
      connection: 'close',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    });
    response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
  });
  const finished = new Promise<void>((resolve) => server.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch(async (error: unknown) => {
    await desk.watch.close();
    const { message } = DeliverablesError.from(error);
    const where = `${host}:${port}`;
    fail(
      'invalid_argument',
      `Cannot listen on ${where}: ${message}.`,
      'Choose another.',
      {},
      error,
    );
  });

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      server.close();
      await Promise.all([sessions.close(), modern.close(), desk.watch.close()]);
      server.closeAllConnections();
      await finished;
    })();
    return closing;
  };
  const { port: chosen } = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shown}:${chosen}${servedPath}`;
  return { url, finished, close, [Symbol.asyncDispose]: close };
}

/** Who may ask, from the options; throws where that would be anybody. */
const admissionOf = (
  { token, allowedHosts = [], allowedOrigins = [] }: ServeHttpOptions<Roster>,
  host: string,
): Admission => {
  checkArgument(typeof host === 'string' && host !== '', 'host', host, 'a host name or address');
  const isToken = token === undefined || /^[\x21-\x7e]+$/.test(token);
  // The message must not show what was given.
  checkArgument(isToken, 'token', typeof token, 'visible ASCII without spaces');
  if (token === undefined && !isLoopback(host)) {
    fail(
      'invalid_argument',
      `Listening on ${host} lets other machines in, and there is no token.`,
      'Pass a token, or listen on 127.0.0.1.',
    );
  }
  const own = host.includes(':') ? `[${host}]` : host;
  return {
    hosts: [...loopbackNames, own, ...allowedHosts],
    origins: [...loopbackNames, ...allowedOrigins],
    token: token ?? null,
  };
};
