import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs an action while this process holds the lock file, and resolves to what it returns.
 * Waits while another living process holds it; the lock of a process that has died is taken over.
 */
export async function withFileLock(path, action) {
  while (!acquire(path)) {
    const owner = ownerOf(path);
    if (owner !== null && !isAlive(owner)) rmSync(path, { force: true });
    else await delay(100);
  }
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}

function acquire(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process id in the lock file; null while there is none to read, since its owner is just writing or removing it. */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
