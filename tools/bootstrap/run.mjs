// Runs a command with what it needs in place: the dependencies of the lockfile, Node 24 and pnpm among them.
// Plain JavaScript without dependencies, since it is the first thing to run on a machine with any Node from 18 on.
//
//   node tools/bootstrap/run.mjs [--production] [command arguments…]
//
// --production installs only what running needs, and leaves out the tools that check and build.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install-dependencies.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const binaries = join(root, 'node_modules', '.bin');
const words = process.argv.slice(2);
const production = words[0] === '--production';
const [command, ...commandArguments] = production ? words.slice(1) : words;

const environment = {
  ...process.env,
  PATH: `${binaries}${delimiter}${process.env.PATH}`,
  // Nothing here reports to anybody, nor looks for its own updates.
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
};

const installed = await installDependencies({ root, environment, production });
if (!installed) process.exit(1);
if (command !== undefined) {
  const child = spawn(command, commandArguments, {
    cwd: root,
    env: environment,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(`Cannot run ${command}: ${error.message}`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 1));
}
