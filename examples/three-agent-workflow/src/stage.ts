import type { AgentResult } from './agents/agent.ts';
import type { AgentRole } from './agents/spawn-prompt.ts';

/** One agent's turn. */
export interface Stage {
  readonly agent: AgentRole;
  /** Tokens of the prompt that spawned it. */
  readonly handedTokens: number;
  /** How many notices were in that prompt. */
  readonly handedNotices: number;
  readonly result: AgentResult;
  readonly noticeTokens: number;
  readonly seconds: number;
}
