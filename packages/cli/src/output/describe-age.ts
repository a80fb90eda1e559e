const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
];

/** An age in milliseconds for people: `3d`, `5h`, `12m`, `40s`. */
export const describeAge = (milliseconds: number): string => {
  const [unit, size] = units.find(([, length]) => milliseconds >= length) ?? ['s', 1_000];
  return `${Math.floor(milliseconds / size)}${unit}`;
};
