import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';
import { isToken } from './is-token.ts';
import { suggestToken } from './suggest-token.ts';

/**
 * Checks a name that is to be one token of a subject; `what` says whose: `agent`, `task type`, `feature`, `prefix`, …
 *
 * @throws DeliverablesError `invalid_name` with the details `what`, `name`, `character`, `position` (the character's
 * index in code points, from 0) and `suggestion` (a legal name, or `null`)
 */
export function checkToken(name: unknown, what: string): asserts name is string {
  if (isToken(name)) return;
  // Callers without a compiler may pass anything.
  const text = typeof name === 'string' ? name : '';
  const suggestion = suggestToken(text);
  const found = /^[-_]|[^\w-]/u.exec(text);
  const character = found?.[0];
  const position = found ? [...text.slice(0, found.index)].length : undefined;
  const named = character === ' ' ? 'a space' : character === '.' ? 'a dot' : quote(character);
  const fault = found ? `${named} at index ${position}` : `${text.length} characters`;
  const advice = suggestion ? `; try "${suggestion}"` : '';
  fail(
    'invalid_name',
    `The ${what} ${quote(name)} has ${fault}${advice}.`,
    'Use 1 to 128 ASCII letters, digits, "-" and "_", a letter or digit first.',
    { what, name, character, position, suggestion },
  );
}
