/** How an output differs from the lines that it has to hold after `listening`; `null` where it does not. */
export function differenceOf(output: string, expected: readonly string[]): string | null {
  const seen = output.split('\n').slice(1, -1);
  const count = Math.max(seen.length, expected.length);
  for (let index = 0; index < count; index += 1) {
    if (seen[index] === expected[index]) continue;
    return `line ${index + 1} is "${seen[index]}" instead of "${expected[index]}"`;
  }
  return null;
}
