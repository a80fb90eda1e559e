export { describeConformance } from './bindings/describe-with-node-test.ts';
