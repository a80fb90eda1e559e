import type { AgentName, DeliverablesClient, Roster } from '@agog/deliverables-core';
import { checkArgument } from '@agog/deliverables-core/transport';
import { createReader, type Reader } from '@agog/deliverables-reading';
import { createTools } from '@agog/deliverables-reading/tools';
import { createListings } from '../desk/listings.ts';
import { createRevisionWatch } from '../desk/revision-watch.ts';
import type { ServerDesk } from '../desk/server-desk.ts';

/** What a server serves, and for whom. */
export interface McpServerOptions<R extends Roster> {
  /** Where reports are. It stays open when the server closes. */
  readonly client: DeliverablesClient<R>;
  /** Who publishes through this server, and nobody else. */
  readonly agent: AgentName<R>;
  /** What reads parts of reports. Default: `createReader(client)`. */
  readonly reader?: Reader<R> | undefined;
  /** What the server calls its version. Default `'0.0.0'`. */
  readonly version?: string | undefined;
  /** Milliseconds between two progress notifications of a wait. Default 5,000. */
  readonly progressInterval?: number | undefined;
  /** Milliseconds after which a request is answered as an error when the store does not answer; a wait has its own. Default 30,000. */
  readonly timeout?: number | undefined;
}

/** Checks the options and lays out what all servers of them share. */
export const openDesk = (options: McpServerOptions<Roster>): ServerDesk => {
  checkArgument(Object(options) === options, 'options', options, 'an object with a client');
  const { client, agent, version = '0.0.0', progressInterval, timeout = 30_000 } = options;
  checkArgument(Boolean(client?.roster), 'client', client, 'made by createClient');
  checkArgument(typeof version === 'string', 'version', version, 'a text');
  const reader = options.reader ?? createReader(client);
  const tools = createTools(reader, { agent, progressInterval, timeout });
  const watch = createRevisionWatch(client, timeout);
  return { client, agent, version, tools, watch, listings: createListings(), timeout };
};
