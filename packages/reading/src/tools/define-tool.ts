import { DeliverablesError } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type {
  AgentTool,
  ToolAnswer,
  ToolCallOptions,
  ToolJsonSchema,
  ToolSuccess,
} from './agent-tool.ts';
import { checkInput } from './check-input.ts';
import { finishWithin } from './finish-within.ts';
import type { ObjectSchema, ValueOf } from './tool-schema.ts';

/** A schema with all that frameworks ask of one. */
type WholeSchema = ObjectSchema & Required<Pick<ObjectSchema, 'properties' | 'required'>>;

/** A tool whose input is what its schema says. */
interface ToolDefinition<Schema extends WholeSchema>
  extends Pick<AgentTool, 'name' | 'description' | 'annotations'> {
  readonly inputSchema: Schema;
  readonly outputSchema: WholeSchema;
  /** Milliseconds for one call. Default: no limit but the tool's own. */
  readonly timeout?: number;
  /** Throws for an input that is refused whatever the schema says of it. */
  readonly guard?: (input: unknown) => void;
  /** Answers the structured output, and the text where that is more than its JSON. */
  readonly run: (
    input: ValueOf<Schema>,
    options: ToolCallOptions,
  ) => Promise<Pick<ToolSuccess, 'structured'> & { readonly text?: string }>;
}

/** Puts the check of the input before a tool's work, and makes an answer of whatever comes of it. */
export const defineTool = <const Schema extends WholeSchema>({
  run,
  guard,
  timeout,
  ...definition
}: ToolDefinition<Schema>): AgentTool => ({
  ...definition,
  inputSchema: copyOf(definition.inputSchema),
  outputSchema: copyOf(definition.outputSchema),
  call: async (input, options = {}) => {
    try {
      guard?.(input);
      const checked = checkInput(definition.inputSchema, input);
      const carryOut = (signal = options.signal) => run(checked, { ...options, signal });
      const { structured, text = JSON.stringify(structured) } = await (timeout === undefined
        ? carryOut()
        : finishWithin(timeout, options.signal, carryOut, () => failLate(timeout)));
      return { isError: false, text, structured };
    } catch (error) {
      return failureOf(DeliverablesError.from(error));
    }
  },
});

const failLate = (timeout: number): never =>
  fail(
    'timeout',
    `The store did not answer within ${timeout / 1000} s.`,
    'It may be down. Repeat the call later as it is: nothing is stored twice.',
    { timeout },
  );

/** A schema for whoever takes the tool, who may change it. */
const copyOf = (schema: WholeSchema): ToolJsonSchema => JSON.parse(JSON.stringify(schema));

/** An error as a tool's answer: what a model needs to do better, and nothing of the machine. */
const failureOf = (error: DeliverablesError): ToolAnswer => {
  const { code, message, hint, retryable } = error;
  const known = code === 'unexpected' ? 'The tool failed.' : message;
  return {
    isError: true,
    text: JSON.stringify({ code, message: known, hint, retryable }),
    error,
  };
};
