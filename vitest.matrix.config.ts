import { defineConfig } from 'vitest/config';
import everything from './vitest.config.ts';

// What `npm run test:all` adds to the tests: the suite for transports over other clients and older servers.
export default defineConfig({
  ...everything,
  test: {
    include: ['packages/**/*.matrix.test.ts'],
    reporters: everything.test?.reporters ?? [],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
