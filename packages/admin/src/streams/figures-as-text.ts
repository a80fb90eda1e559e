/** In the largest unit that leaves a whole number. */
const inUnits = (value: number, units: readonly (readonly [number, string])[]): string => {
  const [size, name] = units.find(([unit]) => value % unit === 0) ?? [1, ''];
  return `${value / size} ${name}`;
};

/** A number of bytes for a person: `1 GiB`. */
export const tellBytes = (bytes: number): string =>
  inUnits(bytes, [
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
    [1, 'bytes'],
  ]);

/** A span of milliseconds for a person: `7 days`. */
export const tellSpan = (milliseconds: number): string =>
  inUnits(milliseconds, [
    [86_400_000, 'days'],
    [3_600_000, 'hours'],
    [60_000, 'minutes'],
    [1_000, 'seconds'],
    [1, 'ms'],
  ]);

/** A number of messages for a person: `1 message`. */
export const tellMessages = (count: number): string =>
  count === 1 ? '1 message' : `${count} messages`;
