/** Where each line of a text begins. Lines end with `\n`, `\r\n` or a lone `\r`, as CommonMark has it. */
export const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) starts.push(index + ending.length);
  return starts;
};

/** The number of the line, from 1, that an offset stands in. */
export const lineOf = (starts: readonly number[], offset: number): number => {
  let [within, beyond] = [0, starts.length];
  while (beyond - within > 1) {
    const middle = (within + beyond) >> 1;
    if ((starts[middle] ?? 0) <= offset) within = middle;
    else beyond = middle;
  }
  return within + 1;
};
