import type { Recount, RecountedFile } from './recount-tree.ts';

/** The test mark of a file, by the critic's own reckoning. */
export function testMark(recount: Recount, file: RecountedFile): string {
  if (file.isTest) return 'self';
  if (!file.language.code || file.module?.functions.length === 0) return 'none needed';
  if (file.inlineTests || recount.coveredByName.has(file.path)) return 'yes';
  for (const importer of file.importers) if (recount.files.get(importer)?.isTest) return 'yes';
  return 'no';
}
