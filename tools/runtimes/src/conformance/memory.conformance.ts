import { describeConformance } from '@agog/deliverables-conformance/node-test';
import { memoryHarness } from './memory-harness.ts';

await describeConformance(memoryHarness);
