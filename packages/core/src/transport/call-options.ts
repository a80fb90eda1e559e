/** On every call that waits. */
export interface CallOptions {
  /** Ends the wait with an `aborted` error. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Ends the wait with a `timeout` error. In milliseconds; the default is the transport's own, 5,000 where it says
   * nothing. The way of a write that timed out is unknown: repeat it with the same message id.
   */
  readonly timeout?: number | undefined;
}
