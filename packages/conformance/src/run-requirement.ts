import { DeliverablesError, type Transport } from '@agog/deliverables-core';
import { assertionError } from './assertions.ts';
import { openContext } from './context.ts';
import { type CompleteHarness, completeHarness, type Harness } from './harness.ts';
import type { Need, Requirement } from './requirement.ts';

/**
 * How a requirement came out: it held, it did not, it does not apply to this transport, or it failed as the harness
 * says it would.
 */
export type ConformanceOutcome = 'passed' | 'failed' | 'not-applicable' | 'known-gap';

/** What one requirement showed, as plain data. */
export interface ConformanceResult {
  readonly id: string;
  readonly behaviour: string;
  readonly outcome: ConformanceOutcome;
  readonly milliseconds: number;
  /** What the transport lacks, where the requirement does not apply. */
  readonly missing: readonly Need[];
  /** What was seen instead, or `null`. Begins with the requirement's id. */
  readonly error: string | null;
}

/** Milliseconds that a requirement has to put everything away once its time is up. */
const grace = 1_000;

/** Which of a requirement's needs a transport lacks. */
export const missingNeeds = (requirement: Requirement, transport: Transport): Need[] =>
  requirement.needs.filter((need) =>
    need === 'admin' ? transport.admin === null : !transport.capabilities[need],
  );

const describe = (error: unknown): string => {
  if (DeliverablesError.isInstance(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};

/** Runs `verify` on a context of its own, puts everything away, and answers what the transport lacks. */
const verify = async <Store>(
  requirement: Requirement,
  harness: CompleteHarness<Store>,
  signal: AbortSignal,
): Promise<Need[]> => {
  const { context, close } = await openContext(harness, signal);
  const missing = missingNeeds(requirement, context.transport);
  try {
    if (missing.length === 0) await requirement.verify(context);
  } catch (error) {
    // What the requirement saw says more than what then could not be put away.
    await close().catch(() => undefined);
    throw error;
  }
  await close();
  return missing;
};

/** Resolves after some milliseconds, or as soon as the promise settles. */
const settledOr = (milliseconds: number, promise: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const settled = (): void => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(settled, settled);
  });

/** {@link verify}, ended when the requirement's time is up. */
const verifyInTime = async <Store>(
  requirement: Requirement,
  harness: CompleteHarness<Store>,
): Promise<Need[]> => {
  const controller = new AbortController();
  const late = assertionError(`${requirement.id} did not finish within ${harness.timeout} ms.`);
  const verifying = verify(requirement, harness, controller.signal);
  await settledOr(harness.timeout, verifying);
  // Has no effect on what is settled.
  controller.abort(late);
  await settledOr(grace, verifying);
  return Promise.race([verifying, Promise.reject(late)]);
};

/** Verifies one requirement on a store of its own. Never rejects: what went wrong is in the result. */
export const runRequirement = async <Store>(
  requirement: Requirement,
  harness: Harness<Store>,
): Promise<ConformanceResult> => {
  const complete = completeHarness(harness);
  const { id, behaviour } = requirement;
  const gap = complete.knownGaps.includes(id);
  const start = performance.now();
  const result = (
    outcome: ConformanceOutcome,
    error: string | null,
    missing: readonly Need[] = [],
  ): ConformanceResult => {
    const milliseconds = Math.round(performance.now() - start);
    return { id, behaviour, outcome, milliseconds, missing, error };
  };
  try {
    const missing = await verifyInTime(requirement, complete);
    if (missing.length > 0) return result('not-applicable', null, missing);
    if (!gap) return result('passed', null);
    return result('failed', `${id}: holds, though listed as a known gap. Take it off the list.`);
  } catch (error) {
    const text = describe(error);
    return result(gap ? 'known-gap' : 'failed', text.startsWith(id) ? text : `${id}: ${text}`);
  }
};
