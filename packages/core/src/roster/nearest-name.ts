/** How many letters must be added, removed or replaced to make one word of the other. */
const editDistance = (one: string, other: string): number => {
  let row = [...Array(other.length + 1).keys()];
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column < row.length; column++) {
      const [left = 0, above = 0, diagonal = 0] = [next[column - 1], row[column], row[column - 1]];
      next.push(Math.min(left + 1, above + 1, diagonal + Number(letter !== other[column - 1])));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known name that somebody who wrote `name` most likely meant, or `null` where none is near. */
export const nearestName = (name: string, known: readonly string[]): string | null => {
  const near = known
    // Others cannot be near, and a very long one would only cost time.
    .filter((candidate) => Math.abs(candidate.length - name.length) < 3)
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate) }))
    .filter(({ distance }) => distance < 3)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.candidate ?? null;
};
