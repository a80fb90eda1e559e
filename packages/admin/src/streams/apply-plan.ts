import {
  type CallOptions,
  type Deadline,
  DeliverablesError,
  type StreamConfig,
  type Transport,
} from '@agog/deliverables-core';
import { startDeadline } from '@agog/deliverables-core/transport';
import { planStream } from './plan-stream.ts';
import { requireAdmin } from './require-admin.ts';
import type { PlanStep, StreamConflict, StreamPlan } from './stream-plan.ts';

/** How to apply a plan. */
export interface ApplyOptions extends CallOptions {
  /** Whether lowered limits may remove messages. Default false: such a stream is then left as it is. */
  readonly allowDrop?: boolean | undefined;
}

/** What came of one step. */
export interface StepOutcome {
  readonly stream: string;
  /** `would_drop`: left as it is, since the change would remove messages; `conflict`: left, since a person has to decide. */
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'would_drop' | 'conflict';
  /** How many messages the new limits removed, or would remove; counted just before. */
  readonly drops: number;
  /** Why it is a conflict. */
  readonly conflicts: readonly StreamConflict[];
}

/** What came of a plan. */
export interface ApplyResult {
  readonly outcomes: readonly StepOutcome[];
  /** Whether every stream is now as the roster has it. */
  readonly complete: boolean;
}

/**
 * Does what a plan says. Looks at each stream again first, so that an old plan does no harm, and one that was applied
 * before does nothing.
 */
export const applyPlan = async (
  transport: Transport,
  { steps }: StreamPlan,
  { allowDrop = false, ...options }: ApplyOptions = {},
): Promise<ApplyResult> => {
  const deadline = startDeadline(options);
  const outcomes: StepOutcome[] = [];
  for (const step of steps) outcomes.push(await applyStep(transport, step, allowDrop, deadline));
  const complete = outcomes.every(({ outcome }) => /^(created|changed|unchanged)$/.test(outcome));
  return { outcomes, complete };
};

const applyStep = async (
  transport: Transport,
  step: PlanStep,
  allowDrop: boolean,
  deadline: Deadline,
): Promise<StepOutcome> => {
  if (!('config' in step)) return outcomeOf(step);
  const admin = requireAdmin(transport, 'Applying a plan');
  const actual = await admin.info(step.stream, deadline.next());
  const now = await planStream(transport, actual, step.config, deadline);
  if (now.action === 'change' && now.drops > 0 && !allowDrop) {
    return { ...outcomeOf(now), outcome: 'would_drop' };
  }
  try {
    if (now.action === 'create') await admin.create(now.config, deadline.next());
    if (now.action === 'change') {
      const names: readonly string[] = now.changes.map(({ setting }) => setting);
      await admin.update(now.stream, pick(now.config, names), deadline.next());
    }
  } catch (error) {
    return conflictOf(now.stream, DeliverablesError.from(error));
  }
  return outcomeOf(now);
};

const pick = (config: StreamConfig, names: readonly string[]): Partial<StreamConfig> =>
  Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name)));

const outcomes = {
  create: 'created',
  change: 'changed',
  unchanged: 'unchanged',
  conflict: 'conflict',
} as const;

const outcomeOf = (step: PlanStep): StepOutcome => ({
  stream: step.stream,
  outcome: outcomes[step.action],
  drops: step.action === 'change' ? step.drops : 0,
  conflicts: step.action === 'conflict' ? step.conflicts : [],
});

/** Somebody else was faster. */
const conflictOf = (stream: string, error: DeliverablesError): StepOutcome => {
  if (error.code !== 'stream_conflict') throw error;
  const { message: what, hint: fix } = error;
  const conflicts = [{ kind: 'subjects_taken', what, fix } as const];
  return { stream, outcome: 'conflict', drops: 0, conflicts };
};
