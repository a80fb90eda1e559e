import { inspect } from 'node:util';
import { DeliverablesError } from '@agog/deliverables-core';
import { expect } from 'vitest';

/** What a connect fails with, its own text and that of every cause free of the secrets. */
export const failureOf = async (
  connecting: Promise<{ close(): Promise<void> }>,
  ...secrets: string[]
): Promise<DeliverablesError> => {
  const outcome = await connecting.then(
    (opened) => opened.close().then(() => new Error('It connected.')),
    (error: unknown) => error,
  );
  expect(DeliverablesError.isInstance(outcome), inspect(outcome)).toBe(true);
  const everything = inspect(outcome, { depth: null, showHidden: true }) + JSON.stringify(outcome);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return DeliverablesError.from(outcome);
};
