export { reportConformance } from './bindings/report-conformance.ts';
