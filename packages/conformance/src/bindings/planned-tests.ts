import { assertionError } from '../assertions.ts';
import { completeHarness, type Harness } from '../harness.ts';
import type { Need } from '../requirement.ts';
import { requirements } from '../requirements/requirements.ts';
import { checkKnownGaps } from '../run-conformance.ts';
import { missingNeeds, runRequirement } from '../run-requirement.ts';

/** One requirement as a test of whichever runner. */
export interface PlannedTest {
  /** The requirement's id and behaviour, and why it does not apply where it does not. */
  readonly title: string;
  /** What the transport lacks; the test then shows that it still does. */
  readonly missing: readonly Need[];
  /** Rejects where the requirement does not come out as the title says. */
  run(): Promise<void>;
}

/** A whole suite for a runner. */
export interface PlannedSuite {
  readonly title: string;
  readonly tests: readonly PlannedTest[];
  /** In milliseconds; longer than a requirement's own, whose error says more. */
  readonly timeout: number;
  readonly concurrency: number;
}

/** Opens the transport once to see what it can do, and plans one test per requirement. */
export const planTests = async <Store>(harness: Harness<Store>): Promise<PlannedSuite> => {
  checkKnownGaps(harness);
  const complete = completeHarness(harness);
  const store = await complete.createStore();
  const transport = await complete.open(store);
  const tests = requirements.map((requirement): PlannedTest => {
    const missing = missingNeeds(requirement, transport);
    const gap = complete.knownGaps.includes(requirement.id);
    const expected = missing.length > 0 ? 'not-applicable' : gap ? 'known-gap' : 'passed';
    const note = {
      'not-applicable': ` (not applicable without ${missing.join(', ')})`,
      'known-gap': ' (known gap, must fail)',
      passed: '',
    }[expected];
    return {
      title: `${requirement.id}: ${requirement.behaviour}${note}`,
      missing,
      async run() {
        const { outcome, error } = await runRequirement(requirement, harness);
        if (outcome === expected) return;
        throw assertionError(
          error ?? `${requirement.id}: should be ${expected}, but is ${outcome}.`,
        );
      },
    };
  });
  await transport.close();
  await complete.removeStore(store);
  return {
    title: `${complete.name} conforms`,
    tests,
    timeout: complete.timeout + 10_000,
    concurrency: complete.concurrency,
  };
};
