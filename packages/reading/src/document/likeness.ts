/** The pairs of neighbouring characters in a word. */
const pairsOf = (word: string): ReadonlySet<string> =>
  new Set(
    Array.from({ length: word.length + 1 }, (_, place) => ` ${word} `.slice(place, place + 2)),
  );

/** Those of `candidates` whose name is most like `wanted`, the nearest first: by the pairs of characters that they share. */
export const nearest = <Candidate>(
  candidates: readonly Candidate[],
  nameOf: (candidate: Candidate) => string,
  wanted: string,
  most: number,
): readonly Candidate[] => {
  const wantedPairs = pairsOf(wanted.slice(0, 200).toLowerCase());
  const likeness = (candidate: Candidate): number => {
    const pairs = pairsOf(nameOf(candidate).slice(0, 200).toLowerCase());
    let shared = 0;
    for (const pair of pairs) if (wantedPairs.has(pair)) shared++;
    return shared / (pairs.size + wantedPairs.size);
  };
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(candidate) }))
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, most)
    .map(({ candidate }) => candidate);
};
