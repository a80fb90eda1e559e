import type { ConfigureCommand } from '../program/command-entry.ts';
import { parseWholeNumber } from '../program/global-options.ts';
import { readVersion } from '../program/read-version.ts';
import { collect } from '../reference/collect.ts';

/** `agog mcp`: the same by tool calls. */
export const configureMcp: ConfigureCommand = (command, context) => {
  const { open, output, signal, surroundings } = context;
  command
    .description(
      'Serve the store to an MCP client, over standard input and output, or over HTTP. It publishes as one agent only.',
    )
    .requiredOption('--agent <name>', 'who publishes through it')
    .option('--http <port>', 'serve Streamable HTTP on this port; 0 for any', parseWholeNumber(0))
    .option(
      '--host <host>',
      'where to listen; anywhere but on the loopback AGOG_MCP_TOKEN has to be set',
    )
    .option(
      '--allow-host <name>',
      'a further name by which clients reach it; again for more',
      collect,
    )
    .option(
      '--allow-origin <name>',
      'a further host name of pages that may ask; again for more',
      collect,
    )
    .action(async ({ agent, http, host, allowHost, allowOrigin }) => {
      const client = await open({ create: true });
      const common = { client, agent, version: readVersion() };
      const serve = async () => {
        if (http === undefined) {
          const { serveStdio } = await import('@agog/deliverables-mcp/stdio');
          return serveStdio(common);
        }
        const { serveHttp } = await import('@agog/deliverables-mcp/http');
        const token = surroundings.environment.AGOG_MCP_TOKEN || undefined;
        const { url, ...service } = await serveHttp({
          ...common,
          port: http,
          host,
          token,
          allowedHosts: allowHost,
          allowedOrigins: allowOrigin,
        });
        output.note(`Serving ${agent} at ${url}${token ? ', with a token' : ''}. Ctrl-C ends it.`);
        return service;
      };
      await using service = await serve();
      const close = () => void service.close();
      if (signal.aborted) close();
      signal.addEventListener('abort', close, { once: true });
      await service.finished;
    });
};
