import type { DeliverablesClient } from '@agog/deliverables-core';
import type { AgentTool } from '@agog/deliverables-reading/tools';
import type { Listings } from './listings.ts';
import type { RevisionWatch } from './revision-watch.ts';

/** What the servers of one agent share, however many clients they serve. */
export interface ServerDesk {
  readonly client: DeliverablesClient;
  /** Whose tools these are. */
  readonly agent: string;
  readonly tools: readonly AgentTool[];
  readonly watch: RevisionWatch;
  readonly listings: Listings;
  /** Milliseconds for a request, a wait apart. */
  readonly timeout: number;
  /** What the server says of itself. */
  readonly version: string;
}
