/** What a stream of text needs to be, for the command to write to it. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(chunk: string | Uint8Array, done?: (error?: Error | null) => void): boolean;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a command runs: everything of a process that it uses. */
export interface Surroundings {
  readonly environment: Environment;
  /** The current folder. */
  readonly folder: string;
  readonly input: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  readonly standardOutput: OutputStream;
  readonly standardError: OutputStream;
  /** Aborts when the user wants the command to end; its reason is the exit code. */
  readonly signal: AbortSignal;
}
