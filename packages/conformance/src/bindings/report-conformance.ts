import type { Harness } from '../harness.ts';
import { type ConformanceReport, runConformance } from '../run-conformance.ts';

/**
 * Runs the suite in a page or a worker. Every result, and at last the report, is handed to `send` as one line of JSON:
 * `console.log`, `postMessage` and a WebSocket's `send` will all do. Answers the report too.
 */
export const reportConformance = async <Store>(
  harness: Harness<Store>,
  send: (line: string) => void = () => {},
): Promise<ConformanceReport> => {
  const report = await runConformance(harness, {
    onResult: (result) => send(JSON.stringify(result)),
  });
  send(JSON.stringify(report));
  return report;
};
