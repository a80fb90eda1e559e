import type { CallOptions, DeliverablesError } from '@agog/deliverables-core';
import type { Api } from './api/api.ts';
import type { Deadline } from './connection/deadline.ts';
import type { Link } from './connection/link.ts';
import type { KnownStreams } from './publish/known-streams.ts';

/** What the parts of the transport share. */
export interface Context {
  readonly api: Api;
  readonly link: Link;
  /** What is remembered of streams and of the newest message on each subject. */
  readonly known: KnownStreams;
  /** Starts a call: checks its options, gives it the default timeout, longer for many bytes; throws `closed` once the transport is. */
  begin(options: CallOptions | undefined, bytes?: number): Deadline;
  /** What is closed together with the transport. */
  readonly open: Set<() => Promise<void>>;
  /** The streams on which this user may have no consumers, each with what the server said. */
  readonly refusals: Map<string, DeliverablesError>;
  /** How many copies of each new stream a cluster keeps. */
  readonly replicas: number;
}
