import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pinned = fileURLToPath(new URL('../pinned/', import.meta.url));

/**
 * The folder with the pinned runtimes and the browser, in the user's cache. Downloads them the first time, about
 * 260 MB. Several processes may ask at once: a folder appears complete or not at all.
 */
export function fetchRuntimes(): string {
  const lock = readFileSync(join(pinned, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(caches, 'agog-deliverables', `runtimes-${version}`);
  if (existsSync(folder)) return folder;

  console.error(
    'Downloading the other runtimes and a browser. This happens once and may take a minute.',
  );
  mkdirSync(join(folder, '..'), { recursive: true });
  const partial = mkdtempSync(`${folder}-partial-`);
  try {
    install(partial);
    renameSync(partial, folder);
  } catch (error) {
    // Another process was faster: rename refuses to replace its folder.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

function install(folder: string): void {
  cpSync(pinned, folder, { recursive: true });
  // The output goes to stderr; stdout is for results.
  const stdio: ('ignore' | number)[] = ['ignore', 2, 2];
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio,
    shell: process.platform === 'win32',
  });
  // Chromium comes compressed, and unpacks itself into the folder for temporary files.
  const unpack =
    "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  execFileSync(process.execPath, ['--eval', unpack], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio,
  });
}
