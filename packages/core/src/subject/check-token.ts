import { DeliverablesError } from '../errors/deliverables-error.ts';
import { isToken } from './is-token.ts';
import { describeCharacter, quote } from './quote.ts';
import { suggestToken } from './suggest-token.ts';

/**
 * Checks a name that is to be one token of a subject; `what` says whose: `agent`, `task type`, `feature`, `prefix`, …
 *
 * @throws DeliverablesError `invalid_name` with the details `what`, `name`, `character`, `position` (the character's
 * index in code points) and `suggestion` (a legal name, or `null`)
 */
export const checkToken = (name: string, what: string): void => {
  if (isToken(name)) return;
  const isText = typeof name === 'string';
  const index = isText ? name.search(/^[-_]|[^\w-]/) : -1;
  const suggestion = isText ? suggestToken(name) : null;
  let fault = isText ? `has ${name.length} characters` : 'is not a string';
  let found = {};
  if (index >= 0) {
    const character = String.fromCodePoint(name.codePointAt(index) ?? 0);
    const position = [...name.slice(0, index)].length;
    fault = `has ${describeCharacter(character)} at index ${position} (in code points, from 0)`;
    found = { character, position };
  }
  throw new DeliverablesError({
    code: 'invalid_name',
    message: `The ${what} ${quote(name)} ${fault}${suggestion ? `; try "${suggestion}"` : ''}.`,
    hint: `${suggestion ? `Use "${suggestion}". ` : ''}A name has 1 to 128 ASCII letters, digits, "-" and "_", and begins with a letter or digit.`,
    details: { what, name, suggestion, ...found },
  });
};
