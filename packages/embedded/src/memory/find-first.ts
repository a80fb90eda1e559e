/** The index of the first element for which the test holds; it holds for all that follow. */
export const findFirst = <T>(elements: readonly T[], test: (element: T) => boolean): number => {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // The index is in range, whatever T allows.
    if (test(elements[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
};
