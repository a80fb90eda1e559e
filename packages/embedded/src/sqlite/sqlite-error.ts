import { DeliverablesError, type ErrorCode } from '@agog/deliverables-core';

const damaged = {
  code: 'store_corrupt',
  what: 'is damaged',
  hint: 'Restore it from a backup; `sqlite3 FILE .recover` may save what is readable.',
} as const;

/** SQLite's primary result codes, and what each means here. The only place that knows them. */
const meanings: Readonly<
  Record<number, { readonly code: ErrorCode; readonly what: string; readonly hint: string }>
> = {
  // A statement that does not fit the tables: ours fit those that we made.
  1: damaged,
  5: {
    code: 'store_locked',
    what: 'is locked by another process',
    hint: 'Try again, give the call a longer timeout, or find out which process holds it.',
  },
  8: {
    code: 'store_unavailable',
    what: 'cannot be written',
    hint: 'Check the permissions of the file and its folder.',
  },
  10: {
    code: 'store_unavailable',
    what: 'cannot be read or written: the disk reports an error',
    hint: 'Check the disk: whether it is full, or fails.',
  },
  11: damaged,
  13: {
    code: 'store_full',
    what: 'cannot grow: the disk or its quota is used up. Nothing was stored',
    hint: 'Free some space on the disk, then try again. Purging makes room within the file, but needs some space itself.',
  },
  14: {
    code: 'store_unavailable',
    what: 'cannot be opened',
    hint: 'Check that its folder exists and may be written to, and that it is no folder itself.',
  },
  26: {
    code: 'store_foreign',
    what: 'is no SQLite file',
    hint: 'Choose another path; this file is left as it is.',
  },
};

/** What Deno says where it leaves the result code out. */
const texts: readonly (readonly [text: string, resultCode: number])[] = [
  ['database is locked', 5],
  ['unable to open database file', 14],
];

/** SQLite's primary result code behind an error, 0 for none. */
const resultCodeOf = (error: unknown): number => {
  if (!(error instanceof Error)) return 0;
  // The low byte is the primary code; the rest refines it.
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return texts.find(([text]) => error.message.startsWith(text))?.[1] ?? 0;
};

/** Whether another connection was in the way, so that the same may be tried again at once. */
export const isBusy = (error: unknown): boolean => resultCodeOf(error) === 5;

/** Whatever SQLite threw, as an error of ours. */
export const toDeliverablesError = (error: unknown, path: string): DeliverablesError => {
  const meaning = meanings[resultCodeOf(error)];
  if (meaning === undefined) return DeliverablesError.from(error);
  const { code, what, hint } = meaning;
  const message = `The store ${path} ${what}.`;
  return new DeliverablesError({ code, message, hint, cause: error, details: { path } });
};
