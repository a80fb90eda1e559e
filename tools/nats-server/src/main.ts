// Servers for what cannot start its own: other runtimes, browsers, and a developer's shell.
//
//   main.ts provide                             brings every line to this machine, and prints where each is
//   main.ts run [--version 2.10] -- COMMAND …   runs a command with NATS_URL and NATS_WS_URL, on a server of its own
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseCommandLine } from './parse-command-line.ts';
import { findServer } from './provide-server.ts';
import { serverLines } from './server-lines.ts';
import { startServer } from './start-server.ts';

const commandLine = parseCommandLine(process.argv.slice(2));
if (commandLine.action === 'provide') {
  for (const line of serverLines) {
    const { path, version } = await findServer({ version: line });
    console.log(`${version}\t${path}`);
  }
} else {
  const { version, command, words } = commandLine;
  await using server = await startServer(version === null ? {} : { version });
  const child = spawn(command, words, {
    env: { ...process.env, NATS_URL: server.url, NATS_WS_URL: server.websocketUrl },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1; // none when a signal ended it
}
