/** Where a value stands: 1 + how many of the others are greater. */
export function rankAbove(value: number, others: readonly number[]): number {
  return others.reduce((rank, other) => rank + Number(other > value), 1);
}
