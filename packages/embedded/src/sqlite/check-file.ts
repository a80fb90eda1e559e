import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '@agog/deliverables-core/transport';

/**
 * A check that a path still leads to the file that was opened. Where it was removed or replaced meanwhile, writes go on
 * without any error into a file that nobody will find again.
 */
export const checkFile = (path: string): (() => void) => {
  // The process may change its folder.
  const place = resolve(path);
  const opened = identify(place);
  return () => {
    if (identify(place) === opened) return;
    fail(
      'store_unavailable',
      `The file ${path} was removed or replaced while it was open.`,
      'What is written to it now is lost: open the store again.',
    );
  };
};

const identify = (place: string): string | null => {
  const status = statSync(place, { bigint: true, throwIfNoEntry: false });
  return status ? `${status.dev}:${status.ino}` : null;
};
