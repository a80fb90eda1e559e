import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { suggestToken } from '@agog/deliverables-core';
import { UsageError } from './command-line.ts';

/** The name of a source tree: its package's, else its folder's. */
export async function nameSource(folder: string): Promise<string> {
  const status = await stat(folder).catch(() => null);
  if (status === null) throw new UsageError(`there is no folder ${folder}`);
  if (!status.isDirectory()) throw new UsageError(`${folder} is not a folder`);
  const manifest = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  return packageName(manifest) ?? (basename(folder) || 'root');
}

/** A feature name made from a tree's name; short, since every notice holds it twice. */
export function featureFor(name: string): string {
  return suggestToken(`${name.slice(0, 40)}-backend-plan`) ?? 'backend-plan';
}

function packageName(manifest: string): string | null {
  try {
    const { name } = JSON.parse(manifest);
    return typeof name === 'string' && name.length > 0 && name.length <= 100 ? name : null;
  } catch {
    return null;
  }
}
