export { describeConformance } from './bindings/describe-with-vitest.ts';
