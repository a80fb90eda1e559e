import { posix } from 'node:path';
import type { Repository } from './repository.ts';

/** The export condition under which a package offers its sources. */
export const sourceCondition = '@agog/source';

/** A module that a package publishes. */
export interface Entry {
  /** The manifest that publishes it. */
  readonly manifest: string;
  /** The subpath: `.` or `./memory`. */
  readonly subpath: string;
  /** Its source, from the root of the repository. */
  readonly source: string;
  /** What each condition leads to, as it is written in the manifest. */
  readonly conditions: Readonly<Record<string, string>>;
}

/** Every module that the packages publish. */
export function entriesOf(repository: Repository): Entry[] {
  const manifests = repository.paths.filter((path) =>
    /^packages\/[^/]+\/package\.json$/.test(path),
  );
  return manifests.flatMap((manifest) => {
    const exported = Object.entries(repository.json(manifest)?.exports ?? {});
    return exported.flatMap(([subpath, conditions]: [string, Entry['conditions'] | string]) => {
      if (typeof conditions === 'string') return [];
      const source = posix.join(posix.dirname(manifest), conditions[sourceCondition] ?? '');
      return [{ manifest, subpath, source, conditions }];
    });
  });
}
