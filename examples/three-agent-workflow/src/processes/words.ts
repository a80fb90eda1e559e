import type { ErrorCode } from '@agog/deliverables-core';
import type { AgentResults, AgentTasks } from '../agents/set-to-work.ts';
import type { AgentRole } from '../agents/spawn-prompt.ts';
import type { StoreAddress } from '../store.ts';

/** What an agent's process is told, once. The store's URL may hold credentials: they come this way, not by its arguments. */
export interface Assignment {
  readonly role: AgentRole;
  readonly task: AgentTasks[AgentRole];
  readonly store: StoreAddress;
  readonly run: string;
  readonly feature: string;
  readonly source: { readonly folder: string; readonly name: string };
}

/** What an agent's process tells while it works, for whoever watches, and at its end, for the ledger and the checks. */
export type Word =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'done'; readonly result: AgentResults[AgentRole] }
  | { readonly kind: 'failed'; readonly error: Failure };

/** What of an error goes from process to process. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}
