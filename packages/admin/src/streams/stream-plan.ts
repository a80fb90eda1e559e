import type { StreamConfig } from '@agog/deliverables-core';

/** How the streams of a store differ from those of a roster. Plain data: it can be kept, shown and applied later. */
export interface StreamPlan {
  /** One per stream of the roster, in the order in which they can be done. */
  readonly steps: readonly PlanStep[];
  /** Streams that begin with the roster's prefix, and that nothing of this SDK uses. They are left as they are. */
  readonly unknownStreams: readonly string[];
}

/** What is to be done to one stream. */
export type PlanStep = CreateStep | ChangeStep | UnchangedStep | ConflictStep;

/** The stream is missing. */
export interface CreateStep {
  readonly action: 'create';
  readonly stream: string;
  readonly config: StreamConfig;
}

/** The stream is there and differs in what can be changed. */
export interface ChangeStep {
  readonly action: 'change';
  readonly stream: string;
  readonly config: StreamConfig;
  readonly changes: readonly SettingChange[];
  /** How many messages the new limits would remove at once. */
  readonly drops: number;
}

/** The stream is as the roster has it. */
export interface UnchangedStep {
  readonly action: 'unchanged';
  readonly stream: string;
}

/** The stream cannot become what the roster has without a person's decision. */
export interface ConflictStep {
  readonly action: 'conflict';
  readonly stream: string;
  readonly conflicts: readonly StreamConflict[];
}

/** One setting that differs. */
export interface SettingChange {
  readonly setting: keyof StreamConfig;
  readonly from: StreamConfig[keyof StreamConfig];
  readonly to: StreamConfig[keyof StreamConfig];
}

/** Why a person has to decide. */
export interface StreamConflict {
  /**
   * - `retention`: the stream keeps messages by another rule, which cannot be changed.
   * - `storage`: it is not kept in files, is a copy of others, or is sealed.
   * - `name_taken`: a stream of that name takes other subjects altogether.
   * - `subjects_taken`: another stream takes some of the subjects.
   * - `subjects_in_use`: the stream is to give up subjects of which it still holds messages.
   */
  readonly kind: 'retention' | 'storage' | 'name_taken' | 'subjects_taken' | 'subjects_in_use';
  /** What is in the way, in a sentence. */
  readonly what: string;
  /** What the person can do, in a sentence. */
  readonly fix: string;
  /** For `subjects_taken`: the other stream. */
  readonly otherStream?: string | undefined;
}
