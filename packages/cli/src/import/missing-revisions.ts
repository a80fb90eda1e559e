/**
 * How many of the planned revisions a channel's history has already, from the first on: the others are to be published.
 * They may stand apart in it, as where somebody published in between, but must stand in their order, so that A, B, A is
 * three revisions and is there only as three. Where the first ones are gone from the store, those after them count, so
 * that an old revision is never published after a newer one.
 *
 * @param planned - Digests in the order of the revisions.
 * @param stored - The history's digests, oldest first.
 */
export const countPresent = (
  planned: readonly string[],
  stored: readonly (string | null)[],
): number => {
  const start = planned.findIndex((digest) => stored.includes(digest));
  if (start === -1) return 0;
  let at = -1;
  let present = start;
  for (const digest of planned.slice(start)) {
    at = stored.indexOf(digest, at + 1);
    if (at === -1) break;
    present += 1;
  }
  return present;
};
