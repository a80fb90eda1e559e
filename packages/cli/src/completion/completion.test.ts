import { execFile } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeFolder, publishing } from '../temporary-folder.fixture.ts';
import { shellScript } from './shell-scripts.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

test('bash completes commands, options, agents and features, and evaluates nothing', async () => {
  using folder = makeFolder();
  await folder.agog(publishing('roy', 'REQ-1', '--summary', 'Done'), { input: '# One' });
  folder.write(
    'agog',
    `#!/bin/sh\nexec '${process.execPath}' --conditions=@agog/source '${main}' "$@"\n`,
  );
  chmodSync(join(folder.path, 'agog'), 0o755);
  const script = (await folder.agog(['completion', 'bash'])).stdout;
  const lines = [
    'agog compl',
    'agog prompt r',
    "agog prompt roy ''",
    'agog permissions --strength = acc',
    'agog agent add --pur',
    "agog publish --file ''",
    `agog get '$(touch hacked)' '; touch hacked' R`,
  ];
  folder.write(
    'try.sh',
    [
      script,
      // A profile may be read twice.
      script,
      'try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _agog; printf "%s " $COMPREPLY; echo; }',
      ...lines.map((line) => `try ${line}`),
    ].join('\n'),
  );
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', 'try.sh'], {
    cwd: folder.path,
    env: { PATH: `${folder.path}:${process.env.PATH}`, HOME: folder.path },
  });
  expect(stdout.trimEnd().split(/ ?\n/)).toEqual([
    'completion',
    'roy',
    'REQ-1',
    'accounts',
    '--purpose',
    '',
    'REQ-1',
  ]);
  expect(stderr).toBe('');
  expect(existsSync(join(folder.path, 'hacked'))).toBe(false);
});

test.each(['zsh', 'fish'] as const)('the script for %s asks the command', async (shell) => {
  expect(shellScript(shell)).toContain('agog complete -- ');
  // Typed words are handed over, and never made part of a command line.
  expect(shellScript(shell)).not.toMatch(/\beval\b/);
});
