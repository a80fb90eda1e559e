import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { findUpwards } from './find-configuration.ts';

/**
 * The folder whose `.agog` is meant: the nearest one that has `.agog` or `.git`, else the current one. In a linked
 * worktree of Git it is the same folder of the main worktree, so that all of them share one store.
 */
export const findHome = (folder: string): string => {
  const isHome = (one: string) => existsSync(join(one, '.agog')) || existsSync(join(one, '.git'));
  return toMainWorktree(findUpwards(folder, isHome) ?? resolve(folder));
};

/** A folder of a linked worktree as the same folder of the main one; any other folder as it is. */
export const toMainWorktree = (folder: string): string => {
  const worktree = findUpwards(folder, (one) => existsSync(join(one, '.git')));
  const main = worktree && mainWorktreeOf(worktree);
  return main ? join(main, relative(worktree, folder)) : folder;
};

/**
 * The main worktree of a linked one, read from Git's own files. `null` where `.git` is the repository itself, and for a
 * submodule, which has a `.git` file too but is a repository of its own. Of a bare repository it is that folder.
 */
const mainWorktreeOf = (worktree: string): string | null => {
  try {
    const file = join(worktree, '.git');
    if (!statSync(file).isFile()) return null;
    const [, named] = /^gitdir: (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
    if (named === undefined) return null;
    const gitFolder = resolve(worktree, named.trim());
    const common = resolve(gitFolder, readFileSync(join(gitFolder, 'commondir'), 'utf8').trim());
    return basename(common) === '.git' ? dirname(common) : common;
  } catch {
    // There is no `commondir`, or it cannot be read: the folder stands for itself.
    return null;
  }
};
