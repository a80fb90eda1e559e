import { parseArgs } from 'node:util';

/** The switches that a command was given. Throws for what it does not know. */
export const readSwitches = (
  words: readonly string[],
  known: readonly string[],
): ReadonlySet<string> => {
  const options = Object.fromEntries(known.map((name) => [name, { type: 'boolean' as const }]));
  const { values } = parseArgs({ args: [...words], options });
  return new Set(Object.keys(values));
};
