/** Where each line of a text begins. Lines end with `\n`, `\r\n` or a lone `\r`, as CommonMark has it. */
export const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) starts.push(index + ending.length);
  return starts;
};
