import type { TransportCapabilities } from '@agog/deliverables-core';
import type { ConformanceContext } from './context.ts';

/** What a transport must have for a requirement to apply: a capability, or the right to manage streams. */
export type Need = 'admin' | keyof TransportCapabilities;

/** One thing a transport must do. */
export interface Requirement {
  /** Unique and stable: area and behaviour, `publish.acknowledged-is-stored`. */
  readonly id: string;
  /** The behaviour in one sentence. */
  readonly behaviour: string;
  /** All of these, or the requirement does not apply. */
  readonly needs: readonly Need[];
  /** Resolves when the behaviour was seen; throws an error that says what was seen instead. */
  verify(context: ConformanceContext): Promise<void>;
}
