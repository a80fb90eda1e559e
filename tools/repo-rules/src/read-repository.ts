import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, type Repository } from './repository.ts';

const binary = /\.(?:png|jpg|gif|ico|woff2|sqlite)$/;

/** Reads every file of a working tree that git tracks or would track. */
export function readRepository(root: string): Repository {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const paths = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0');
  const files: Record<string, string> = {};
  for (const path of paths) {
    if (path === '' || binary.test(path) || !existsSync(join(root, path))) continue;
    files[path] = readFileSync(join(root, path), 'utf8');
  }
  return createRepository(files);
}
