import {
  type CallOptions,
  DeliverablesError,
  type Roster,
  type StreamInfo,
  type StreamLimits,
  type Transport,
} from '@agog/deliverables-core';
import { checkArgument, startDeadline } from '@agog/deliverables-core/transport';
import { type ApplyOptions, type ApplyResult, applyPlan } from './apply-plan.ts';
import { changeLimits, deleteStream } from './change-limits.ts';
import { type FeatureStatus, readFeatures } from './feature-status.ts';
import { planStreams } from './plan-streams.ts';
import { purgeStream, type StreamPurge } from './purge-stream.ts';
import type { StreamPlan } from './stream-plan.ts';
import { readStatuses, type StreamStatus } from './stream-status.ts';

/**
 * Manages the streams of one roster in one store, whichever it is. Every call fails with `unsupported` over a transport
 * that may not manage streams. To remove one revision, or the reports of a feature with their notices, the client has
 * `deleteReport` and `purgeReports`.
 */
export interface StreamManager {
  /** How the store's streams differ from the roster's. Changes nothing. */
  plan(options?: CallOptions): Promise<StreamPlan>;
  /**
   * Creates and changes streams as a plan says, by default a new one. Looks at each stream again before it does: a plan
   * can be applied twice. Removes no message unless `allowDrop` is true, and never what a person has to decide; `complete`
   * tells whether all was done.
   */
  apply(plan?: StreamPlan, options?: ApplyOptions): Promise<ApplyResult>;
  /** What is in each stream. */
  status(options?: CallOptions): Promise<StreamStatus[]>;
  /** What the streams hold, by feature. Reads the heads of all reports. */
  features(options?: CallOptions): Promise<FeatureStatus[]>;
  /**
   * Removes messages of one stream; answers how many.
   *
   * Throws `stream_not_found`.
   */
  purge(stream: string, purge: StreamPurge, options?: CallOptions): Promise<number>;
  /**
   * Changes limits of one stream. The next `plan` sees them as a difference from the roster: what is to stay belongs there.
   *
   * Throws `stream_not_found`, and `would_drop_messages` with their number unless `allowDrop` is true.
   */
  changeLimits(
    stream: string,
    limits: Partial<StreamLimits>,
    options?: ApplyOptions,
  ): Promise<StreamInfo>;
  /**
   * Deletes a stream; false when there was none.
   *
   * Throws `would_drop_messages` for one that holds messages, unless `allowDrop` is true.
   */
  deleteStream(stream: string, options?: ApplyOptions): Promise<boolean>;
}

/** A manager of the streams of a roster. No I/O happens until its methods are called; the transport stays the caller's. */
export const createStreamManager = (transport: Transport, roster: Roster): StreamManager => {
  checkArgument(transport?.specificationVersion === 1, 'transport', transport, 'an open one');
  checkArgument(Boolean(roster?.agents), 'roster', roster, 'made by defineRoster');
  const guarded = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await call();
    } catch (error) {
      throw DeliverablesError.from(error);
    }
  };
  return {
    plan: (options) => guarded(() => planStreams(transport, roster, options)),
    apply: (plan, { allowDrop, ...options } = {}) =>
      guarded(async () => {
        const deadline = startDeadline(options);
        const agreed = plan ?? (await planStreams(transport, roster, deadline.next()));
        return applyPlan(transport, agreed, { ...deadline.next(), allowDrop });
      }),
    status: (options) => guarded(() => readStatuses(transport, roster, options)),
    features: (options) => guarded(() => readFeatures(transport, roster, options)),
    purge: (stream, purge, options) =>
      guarded(() => purgeStream(transport, roster, stream, purge, options)),
    changeLimits: (stream, limits, options) =>
      guarded(() => changeLimits(transport, stream, limits, options)),
    deleteStream: (stream, options) => guarded(() => deleteStream(transport, stream, options)),
  };
};
