import type { Reporter } from 'vitest/node';

/** Ends a run of vitest with the line that `npm test` counts by: `12 passed, 0 failed`. */
export const countReporter: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const broken = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const failed = tests.length - passed + broken.length;
    console.log(`${passed} passed, ${failed} failed`);
  },
};
