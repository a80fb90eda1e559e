/** How many letters must be added, removed or replaced to make one word of the other. */
const editDistance = (one: string, other: string): number => {
  let row = [...Array(other.length + 1).keys()];
  for (const [index, letter] of [...one].entries()) {
    let diagonal = index;
    let left = index + 1;
    row = row.map((above, column) => {
      const replaced = diagonal + Number(letter !== other[column - 1]);
      diagonal = above;
      if (column > 0) left = Math.min(left + 1, above + 1, replaced);
      return left;
    });
  }
  return row.at(-1) ?? 0;
};

/** The known name that somebody who wrote `name` most likely meant, or `null` where none is near. */
export const nearestName = (name: string, known: readonly string[]): string | null => {
  let nearest: string | null = null;
  let least = 3;
  for (const candidate of known) {
    // The distance is at least the difference in length; a very long name would only cost time.
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
};
