export type { ConformanceContext } from './context.ts';
export type { Harness } from './harness.ts';
export type { Need, Requirement } from './requirement.ts';
export { requirements } from './requirements/requirements.ts';
export {
  type ConformanceOptions,
  type ConformanceReport,
  runConformance,
} from './run-conformance.ts';
export {
  type ConformanceOutcome,
  type ConformanceResult,
  runRequirement,
} from './run-requirement.ts';
export type { TestPublishOptions, TestStream } from './test-stream.ts';
export type { Waits } from './wait.ts';
