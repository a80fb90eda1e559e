import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes `.agog` in a folder, kept out of Git, and answers its path. What is there stays as it is. */
export const makeAgogFolder = (home: string): string => {
  const folder = join(home, '.agog');
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '*\n');
  return folder;
};
