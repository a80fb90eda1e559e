import {
  type AgentName,
  type CountTokens,
  estimateTokens,
  type Roster,
} from '@agog/deliverables-core';
import { checkArgument, checkWholeNumber, requireAgent } from '@agog/deliverables-core/transport';
import type { Reader } from '../reader/reader.ts';
import type { AgentTool } from './agent-tool.ts';
import { listTool } from './list-tool.ts';
import { publishTool } from './publish-tool.ts';
import { readTool } from './read-tool.ts';
import { waitTool } from './wait-tool.ts';

/** Whose tools to make. */
export interface ToolsOptions<R extends Roster> {
  /** Who publishes with them, and nobody else. */
  readonly agent: AgentName<R>;
  /** Counts the tokens of notices. Default: the estimate that the exact count does not exceed. */
  readonly countTokens?: CountTokens | undefined;
  /** Milliseconds between two words on how far a wait is. Default 5,000. */
  readonly progressInterval?: number | undefined;
  /** Milliseconds after which any call but a wait is answered with the error `timeout`. Default 30,000. */
  readonly timeout?: number | undefined;
}

/**
 * The tools of one agent: publish and finish, read a part, list, wait. Definitions are plain JSON Schema, for any
 * framework; all of them together have at most 1,100 tokens (o200k).
 *
 * @throws DeliverablesError `unknown_agent`, `invalid_argument`
 */
export function createTools<R extends Roster>(
  reader: Reader<R>,
  options: ToolsOptions<R>,
): readonly AgentTool[];
// The tools take the names of any roster; the signature above narrows which names compile.
export function createTools(reader: Reader, options: ToolsOptions<Roster>): readonly AgentTool[] {
  checkArgument(Boolean(reader?.client?.roster), 'reader', reader, 'made by createReader');
  checkArgument(Object(options) === options, 'options', options, 'an object with an agent');
  const {
    agent,
    countTokens = estimateTokens,
    progressInterval = 5_000,
    timeout = 30_000,
  } = options;
  requireAgent(reader.client.roster, agent);
  checkWholeNumber('progressInterval', progressInterval, 1);
  checkWholeNumber('timeout', timeout, 1);
  const desk = { reader, client: reader.client, agent, countTokens, progressInterval, timeout };
  return [publishTool(desk), readTool(desk), listTool(desk), waitTool(desk)];
}
