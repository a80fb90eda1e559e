const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A number of bytes for a table: `1.2 MiB`. */
export const showBytes = (bytes: number): string => {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
};

const spans = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

/** A span of milliseconds for a table: `3 h`. */
export const showSpan = (milliseconds: number): string => {
  const [size, unit] = spans.find(([span]) => milliseconds >= span) ?? [1_000, 's'];
  return `${Math.floor(milliseconds / size)} ${unit}`;
};

/** `1 report`, `2 reports`. */
export const counted = (count: number, one: string): string =>
  `${count} ${one}${count === 1 ? '' : 's'}`;
