import { posix } from 'node:path';
import type { TreeSurvey } from '../source-tree/survey.ts';
import { comparePaths } from '../source-tree/tree-rules.ts';

/** The folders that a reader would name when asked for the parts of a tree. */
export interface Areas {
  /** By path. */
  readonly folders: readonly string[];
  /** The area of a file, `null` for files outside every area. */
  of(path: string): string | null;
}

/**
 * Divides a tree: at its packages where it has several, else at its top folders; an area that holds most of the tree is
 * divided again, so that a tree with all its code under `src` still has parts.
 */
export function divideIntoAreas(survey: TreeSurvey): Areas {
  const paths = survey.files.map((file) => file.path);
  const packages = survey.manifests
    .map((manifest) => posix.dirname(manifest.path))
    .filter((folder) => folder !== '.');
  const areas = new Set(packages.length > 1 ? packages : []);
  for (const path of paths) {
    const top = path.split('/')[0];
    if (top !== undefined && top !== path && !packages.some((folder) => beneath(folder, top))) {
      areas.add(top);
    }
  }
  for (let round = 0; round < 4; round += 1) {
    const large = [...areas].find((area) => {
      const inside = paths.filter((path) => beneath(path, area));
      return inside.length > paths.length / 2 && subfolders(inside, area).length > 1;
    });
    if (large === undefined) break;
    areas.delete(large);
    const inside = paths.filter((path) => beneath(path, large));
    for (const folder of subfolders(inside, large)) areas.add(folder);
  }
  const folders = [...areas].sort(comparePaths);
  // The longest area that holds a path is the nearest one.
  const nearestFirst = [...folders].sort((left, right) => right.length - left.length);
  return { folders, of: (path) => nearestFirst.find((area) => beneath(path, area)) ?? null };
}

/** Whether a path lies in a folder. */
export function beneath(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function subfolders(paths: readonly string[], area: string): string[] {
  const names = paths
    .map((path) => path.slice(area.length + 1).split('/'))
    .filter((parts) => parts.length > 1)
    .map((parts) => `${area}/${parts[0]}`);
  return [...new Set(names)];
}
