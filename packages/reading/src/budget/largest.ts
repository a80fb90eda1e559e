/** The largest number up to `most` that holds, when every smaller one does. Small ones are tried first. */
export const largest = (most: number, holds: (count: number) => boolean): number => {
  let fitting = 0;
  let over = most + 1;
  for (let count = 1; count < over; count *= 2) {
    if (holds(count)) fitting = count;
    else over = count;
  }
  while (over - fitting > 1) {
    const middle = (fitting + over) >> 1;
    if (holds(middle)) fitting = middle;
    else over = middle;
  }
  return fitting;
};
