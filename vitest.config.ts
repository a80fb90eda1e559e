import { configDefaults, defineConfig } from 'vitest/config';
import { countReporter } from './tools/verify/src/count-reporter.ts';

// Tests run on the sources: every package of the workspace offers them under the first of these conditions.
const conditions = ['@agog/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,tools,examples,benchmarks}/**/*.test.ts'],
    // What needs a Docker engine, and what only the full matrix runs, has a configuration of its own.
    exclude: [...configDefaults.exclude, '**/dist/**', '**/*.{container,matrix}.test.ts'],
    reporters: ['default', countReporter],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    typecheck: {
      enabled: true,
      include: ['packages/**/*.test-d.ts'],
      tsconfig: 'tsconfig.json',
      // The step "types" answers for the sources; here only the type tests count.
      ignoreSourceErrors: true,
    },
  },
});
