import { defineConfig } from 'vitest/config';
import everything from './vitest.config.ts';

// Tests that start containers. They need a Docker engine; CONTRIBUTING.md says how to have one.
export default defineConfig({
  ...everything,
  test: {
    include: ['{packages,tools}/**/*.container.test.ts'],
    reporters: everything.test?.reporters ?? [],
    pool: 'forks',
    testTimeout: 180_000, // an image may have to be pulled
  },
});
