import type { DeliverablesError } from '@agog/deliverables-core';

/** JSON Schema of an object, of a type that frameworks take as it is. */
export type ToolJsonSchema = {
  type: 'object';
  properties: Record<string, ToolJsonProperty>;
  required: string[];
  additionalProperties?: false;
};

/** JSON Schema of one value. */
export type ToolJsonProperty = {
  type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  description?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  items?: ToolJsonProperty;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, ToolJsonProperty>;
  required?: string[];
  additionalProperties?: false;
};

/** A tool as data, with what carries it out: what an MCP server or a framework for agents needs of it. */
export interface AgentTool {
  readonly name: string;
  /** What it does, and when to use it, for a model. */
  readonly description: string;
  /** JSON Schema of the input. */
  readonly inputSchema: ToolJsonSchema;
  /** JSON Schema of {@link ToolAnswer.structured}. */
  readonly outputSchema: ToolJsonSchema;
  readonly annotations: ToolAnnotations;
  /**
   * Carries out one call. The input may be anything: what does not fit the schema is answered as an error. Rejects never;
   * what went wrong is in the answer.
   */
  readonly call: (input: unknown, options?: ToolCallOptions) => Promise<ToolAnswer>;
}

/** What a host may know of a tool before it calls it, in the words of MCP. */
export interface ToolAnnotations {
  readonly readOnlyHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly destructiveHint?: boolean;
}

/** How to call a tool. */
export interface ToolCallOptions {
  /** Ends the call; it is then answered with the error `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how far a long wait is, in seconds. */
  readonly onProgress?: ((progress: ToolProgress) => void) | undefined;
}

/** How far a wait is. */
export interface ToolProgress {
  readonly elapsed: number;
  readonly total: number;
  readonly message: string;
}

/** What a tool answers. */
export type ToolAnswer = ToolSuccess | ToolFailure;

export interface ToolSuccess {
  readonly isError: false;
  /** For a model. */
  readonly text: string;
  /** The same for a program; of the tool's `outputSchema`. */
  readonly structured: Readonly<Record<string, unknown>>;
}

export interface ToolFailure {
  readonly isError: true;
  /** One line of JSON: `code`, `message`, `hint`, `retryable`. */
  readonly text: string;
  readonly error: DeliverablesError;
}
