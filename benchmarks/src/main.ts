// Runs a measurement by its name, the one over NATS by default: npm run bench [name] [options of its own].
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const measurements: Readonly<Record<string, { readonly file: string; readonly shows: string }>> = {
  nats: {
    file: 'nats/measure.ts',
    shows: 'publish and fetch, beside the maintainers’ own library',
  },
  'nats:sync': {
    file: 'nats/sync.ts',
    shows: 'what safety from power cuts costs, and what a report takes on the disk',
  },
  embedded: { file: 'embedded/measure.ts', shows: 'the stores in memory and in a file' },
  migration: { file: 'migration/measure.ts', shows: 'moving a store that is written to' },
  'reading:search': {
    file: 'reading/search.ts',
    shows: 'whether a search finds a sentence again, over chains of reports',
  },
  'reading:context': {
    file: 'reading/context.ts',
    shows: 'whether what a task names is in the context of its agent',
  },
  'token-economy': {
    file: 'token-economy/measure.ts',
    shows: 'what notices and reading in parts save, over chains of reports',
  },
  'reading:blocks': { file: 'reading/blocks.ts', shows: 'how long headings take to find' },
  'reading:outline': {
    file: 'reading/outline.ts',
    shows: 'what outlines cost, beside their reports',
  },
  'tokens:accuracy': { file: 'tokens/accuracy.ts', shows: 'estimated against exact counts' },
  'tokens:fit': { file: 'tokens/fit.ts', shows: 'the figures of the estimate, fitted anew' },
};

const [name = 'nats', ...options] = process.argv.slice(2);
const measurement = measurements[name];
if (measurement) {
  const file = fileURLToPath(new URL(measurement.file, import.meta.url));
  const words = ['--conditions=@agog/source', file, ...options];
  process.exitCode = spawnSync('node', words, { stdio: 'inherit' }).status ?? 1;
} else {
  console.log('Usage: npm run bench [name]');
  for (const [known, { shows }] of Object.entries(measurements)) {
    console.log(`  ${known.padEnd(16)} ${shows}`);
  }
  process.exitCode = name === '--help' ? 0 : 2;
}
