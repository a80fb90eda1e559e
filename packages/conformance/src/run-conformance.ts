import { assertionError } from './assertions.ts';
import { completeHarness, type Harness } from './harness.ts';
import type { Requirement } from './requirement.ts';
import { requirements } from './requirements/requirements.ts';
import {
  type ConformanceOutcome,
  type ConformanceResult,
  runRequirement,
} from './run-requirement.ts';

/** What the whole suite showed, as plain data. */
export interface ConformanceReport {
  /** The harness's name. */
  readonly transport: string;
  /** Whether nothing failed. */
  readonly conforms: boolean;
  /** How many requirements came out how. */
  readonly outcomes: Readonly<Record<ConformanceOutcome, number>>;
  readonly milliseconds: number;
  /** In the order of the requirements. */
  readonly results: readonly ConformanceResult[];
}

/** How to run the suite. */
export interface ConformanceOptions {
  /** Called with every result as it comes. */
  readonly onResult?: ((result: ConformanceResult) => void) | undefined;
  /** Which requirements to run. Default: all. */
  readonly only?: readonly Requirement[] | undefined;
}

/** Throws where a harness lists a gap that is no requirement: a typing error would hide a failure. */
export const checkKnownGaps = (harness: Harness): void => {
  const ids = new Set(requirements.map((requirement) => requirement.id));
  const unknown = (harness.knownGaps ?? []).filter((id) => !ids.has(id));
  if (unknown.length === 0) return;
  throw assertionError(
    `${harness.name} lists known gaps that are no requirements: ${unknown.join(', ')}.`,
  );
};

/** Verifies every requirement, several at a time. Rejects only for a harness that lists unknown gaps. */
export const runConformance = async <Store>(
  harness: Harness<Store>,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> => {
  checkKnownGaps(harness);
  const { onResult = () => {}, only: chosen = requirements } = options;
  const start = performance.now();
  const results: ConformanceResult[] = [];
  const waiting = [...chosen.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, requirement] = next;
      const result = await runRequirement(requirement, harness);
      results[index] = result;
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: completeHarness(harness).concurrency }, work));
  const outcomes = { passed: 0, failed: 0, 'not-applicable': 0, 'known-gap': 0 };
  for (const result of results) outcomes[result.outcome] += 1;
  return {
    transport: harness.name,
    conforms: outcomes.failed === 0,
    outcomes,
    milliseconds: Math.round(performance.now() - start),
    results,
  };
};
