import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { comparePaths, isReadFileName, skippedFolders, treeBounds } from './tree-rules.ts';

/** The paths of a tree's files, and what was not visited. */
export interface WalkedTree {
  /** From the top, with `/`, level by level, each level sorted. */
  readonly paths: readonly string[];
  readonly unreadableFolders: number;
  readonly bounded: boolean;
}

/** Lists the files of a tree, level by level, within the bounds. Links are not followed. */
export async function walkTree(root: string, signal: AbortSignal): Promise<WalkedTree> {
  const paths: string[] = [];
  let unreadableFolders = 0;
  let visited = 0;
  let level = [''];
  while (level.length > 0) {
    const files: string[] = [];
    const folders: string[] = [];
    for (const folder of level) {
      signal.throwIfAborted();
      visited += 1;
      if (visited > treeBounds.folders) return { paths, unreadableFolders, bounded: true };
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => null);
      if (entries === null) {
        unreadableFolders += 1;
        continue;
      }
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !skippedFolders.has(entry.name)) folders.push(path);
        if (entry.isFile() && isReadFileName(entry.name)) files.push(path);
      }
    }
    paths.push(...files.sort(comparePaths));
    if (paths.length > treeBounds.files) {
      return { paths: paths.slice(0, treeBounds.files), unreadableFolders, bounded: true };
    }
    level = folders.sort(comparePaths);
  }
  return { paths, unreadableFolders, bounded: false };
}
