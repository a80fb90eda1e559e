import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Ends what a process leaves behind. */
export interface Guard {
  /** Names the process to kill; `null` for none. */
  watch(pid: number | null): void;
  /** Cleans up now, and resolves when that is done. */
  release(): Promise<void>;
}

// Reads a process id a line until its input ends, which it does when this process is gone, however that went.
const script = `
pid=
while read -r line; do pid=$line; done
[ -z "$pid" ] || kill -KILL "$pid"
for folder; do rm -rf -- "$folder" 2>/dev/null || { sleep 1; rm -rf -- "$folder"; }; done
`;

/**
 * Starts a small shell that kills the watched process and removes the folders when it is released, or when this process
 * ends without that: by a crash, by SIGKILL, or by forgetting.
 */
export function startGuard(folders: readonly string[]): Guard {
  const shell = spawn('/bin/sh', ['-c', script, 'guard', ...folders], {
    env: { PATH: '/usr/bin:/bin' }, // it has to find rm and sleep, whatever the test has made of its own
    detached: true, // a Ctrl-C for the group is not for the guard
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'exit');
  shell.unref();
  return {
    watch(pid) {
      shell.stdin.write(`${pid ?? ''}\n`);
    },
    async release() {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
