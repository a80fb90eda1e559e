import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from './with-file-lock.mjs';

/**
 * Brings node_modules to what the lockfile says; when it is there already, does nothing and needs no network.
 * Resolves to whether the dependencies are in place.
 *
 * @param {object} options
 * @param {string} options.root The folder with the lockfile.
 * @param {NodeJS.ProcessEnv} options.environment
 * @param {boolean} options.production Whether what running needs is enough.
 */
export async function installDependencies({ root, environment, production }) {
  const modules = join(root, 'node_modules');
  const stamp = join(modules, '.agog-installed.json');
  const wanted = fingerprint(root);
  const installed = () => (existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {});
  const inPlace = () =>
    installed().fingerprint === wanted && (production || installed().scope === 'everything');
  if (inPlace()) return true;

  mkdirSync(modules, { recursive: true });
  const lock = join(modules, '.agog-installing');
  if (existsSync(lock)) console.error('Waiting for an installation that is under way.');
  return withFileLock(lock, () => {
    if (inPlace()) return true; // another process did it while this one waited
    // What once was installed for checking, here or by hand, is kept up to date, never taken away again.
    const checking = existsSync(join(modules, 'vitest'));
    const scope = production && !checking ? 'production' : 'everything';
    console.error('Installing the dependencies. This happens once and may take a minute.');
    if (!runPnpmInstall(root, environment, scope)) return false;
    writeFileSync(stamp, JSON.stringify({ fingerprint: wanted, scope }));
    return true;
  });
}

/**
 * A digest of every file that decides what gets installed.
 *
 * @param {string} root
 */
function fingerprint(root) {
  const folders = ['packages', 'examples', 'tools'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  const manifests = ['.', 'benchmarks', ...folders]
    .map((folder) => `${folder}/package.json`)
    .sort();
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\0${readFileSync(path, 'utf8')}\0`);
  }
  return hash.digest('hex');
}

/**
 * Runs the pnpm that package.json pins, as npx brings it. Its words go to stderr: stdout is the command's.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @param {'production' | 'everything'} scope
 */
function runPnpmInstall(root, environment, scope) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // The lockfile pins every digest. Its release ages were checked when it was written; checking them again would
  // download the metadata of every package, 110 MB of it.
  const install = ['pnpm', 'install', '--frozen-lockfile', '--trust-lockfile'];
  if (scope === 'production') install.push('--prod');
  const { status, error } = spawnSync(
    'npx',
    ['--yes', '--package', packageManager, '--', ...install],
    {
      cwd: root,
      env: { ...environment, CI: 'true' }, // so that pnpm asks no questions
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  );
  if (status === 0) return true;
  console.error(
    `The dependencies could not be installed: ${error?.message ?? `pnpm ended with ${status}`}.\n` +
      'The first run needs npm, and the network to reach its registry; run the same command again.',
  );
  return false;
}
