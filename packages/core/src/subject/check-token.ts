import { DeliverablesError } from '../errors/deliverables-error.ts';
import { findIllegalCharacter, isToken, maximumTokenLength } from './is-token.ts';
import { describeCharacter, quote } from './quote.ts';
import { suggestToken } from './suggest-token.ts';

const rule = 'A name has 1 to 128 letters A-Z or a-z, digits, "-" or "_", a letter or digit first.';

/** The name, and where and why it is none; the position is an index in code points. */
const describeFault = (name: string): { fault: string; position: number; character: string } => {
  const index = findIllegalCharacter(name);
  if (name === '') return { fault: 'is empty', position: 0, character: '' };
  if (index < 0) {
    const fault = `has ${name.length} characters, ${maximumTokenLength} at most`;
    return { fault, position: maximumTokenLength, character: name.charAt(maximumTokenLength) };
  }
  const character = String.fromCodePoint(name.codePointAt(index) ?? 0);
  const position = [...name.slice(0, index)].length;
  const fault = /[-_]/.test(character)
    ? `begins with ${describeCharacter(character)}`
    : `has ${describeCharacter(character)} at index ${position} (in code points, from 0)`;
  return { fault, position, character };
};

/**
 * Checks a name that is to be one token of a subject; `what` says whose: `agent`, `task type`, `feature`, `prefix`, …
 *
 * @throws DeliverablesError `invalid_name` with the details `what`, `name`, `position` (an index in code points),
 * `character` and `suggestion` (a legal name, or `null`).
 */
export const checkToken = (name: string, what: string): void => {
  if (isToken(name)) return;
  if (typeof name !== 'string') {
    throw new DeliverablesError({
      code: 'invalid_name',
      message: `The ${what} must be a string, not ${quote(name)}.`,
      hint: rule,
      details: { what, suggestion: null },
    });
  }
  const { fault, position, character } = describeFault(name);
  const suggestion = suggestToken(name);
  const proposal = suggestion === null ? '' : `Use "${suggestion}". `;
  throw new DeliverablesError({
    code: 'invalid_name',
    message: `The ${what} ${name === '' ? '' : `${quote(name)} `}${fault}${suggestion === null ? '' : `; try "${suggestion}"`}.`,
    hint: `${proposal}${rule}`,
    details: { what, name, position, character, suggestion },
  });
};
