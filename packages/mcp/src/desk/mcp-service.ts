/** An MCP server that is being served. It leaves its client open. */
export interface McpService extends AsyncDisposable {
  /** Resolves when it has ended, whoever ended it. */
  readonly finished: Promise<void>;
  /** Ends every connection and every call under way. */
  close(): Promise<void>;
}
