import type { Step } from './step.ts';

/** Go on after the first failure, and print failures only. */
const allErrors = ['--continue', '--output-logs=errors-only'];

const build: Step = {
  name: 'build',
  proves: 'every package builds',
  command: ['turbo', 'run', 'build', ...allErrors],
};

/** What `npm test` does, cheap steps first. */
export const everyTime: readonly Step[] = [
  {
    name: 'lint',
    proves: 'code is formatted and without known mistakes',
    command: ['biome', 'ci', '--error-on-warnings', '.'],
  },
  {
    name: 'rules',
    proves: "the repository's own rules hold",
    command: ['node', 'tools/repo-rules/src/main.ts'],
  },
  {
    name: 'types',
    proves: 'packages, tests, tools and examples are typed',
    command: ['turbo', 'run', 'typecheck', 'typecheck:root', ...allErrors],
  },
  {
    name: 'servers',
    proves: 'a nats-server of every line is here, or can be fetched',
    command: ['node', 'tools/nats-server/src/main.ts', 'provide'],
  },
  {
    name: 'unit',
    proves: 'units, types and conformance on Node 24',
    command: ['vitest', 'run'],
  },
  build,
  {
    name: 'packages',
    proves: 'what would be published resolves, is neutral, and is small',
    command: ['node', 'tools/build/src/check-packages.ts'],
  },
  {
    name: 'smoke',
    proves: 'the built packages run on Node 22, 24, 26, Deno, Bun and Chromium',
    command: ['node', 'tools/runtimes/src/main.ts', 'smoke'],
  },
  {
    name: 'examples',
    proves: 'the examples come out right',
    command: ['pnpm', '--recursive', '--filter', './examples/*', 'run', 'start'],
  },
  {
    name: 'snippets',
    proves: 'the code in the documents compiles and runs',
    command: ['node', 'tools/snippets/src/main.ts'],
  },
];

/** What `npm run test:all` adds: the suite for transports over every client and in every runtime, and listeners there over restarts. */
export const fullMatrix: readonly Step[] = [
  {
    name: 'clients',
    proves: 'the transport conforms over connections of other clients, and on older servers',
    command: ['vitest', 'run', '--config', 'vitest.matrix.config.ts'],
  },
  build,
  {
    name: 'conformance',
    proves: 'the built transports conform on Node 22, 24, 26, Deno, Bun and Chromium',
    command: ['node', 'tools/runtimes/src/main.ts', 'conformance'],
  },
  {
    name: 'restarts',
    proves: 'listeners in every runtime see every report once, while their server restarts',
    command: ['node', 'tools/runtimes/src/main.ts', 'restarts'],
  },
];
