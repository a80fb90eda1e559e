// Runs things in the other runtimes, on the built packages unless it says otherwise:
//
//   main.ts smoke                one report handed over, in every runtime, over every transport
//   main.ts conformance          the whole suite, likewise
//   main.ts restarts             listeners in every runtime, while their server restarts
//   main.ts run NAME SCRIPT …    a script in one of the runtimes, such as `deno`, on the sources of the packages
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fetchRuntimes } from './fetch-runtimes.ts';
import { runRestarts } from './restarts/run-restarts.ts';
import { runMatrix } from './run-matrix.ts';
import { quietly } from './run-script.ts';
import { binaryOf, runtimes } from './runtimes.ts';
import { createTally } from './tally.ts';

const [action, name = '', ...words] = process.argv.slice(2);

async function run(): Promise<number> {
  const folder = fetchRuntimes();
  const tally = createTally();
  switch (action) {
    case 'smoke':
    case 'conformance':
      await runMatrix(action, folder, tally);
      break;
    case 'restarts':
      await runRestarts(folder, tally);
      break;
    case 'run':
      return runOne(folder);
    default:
      throw new Error('say "smoke", "conformance", "restarts" or "run"');
  }
  return tally.finish() ? 0 : 1;
}

async function runOne(folder: string): Promise<number> {
  const runtime = runtimes.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (runtime === undefined) throw new Error(`there is no runtime "${name}"`);
  const child = spawn(
    binaryOf(runtime, folder),
    [...runtime.run, '--conditions=@agog/source', ...words],
    { stdio: 'inherit', env: { ...process.env, ...quietly } },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  const [code] = await once(child, 'exit');
  return code ?? 1; // none when a signal ended it
}

process.exitCode = await run();
