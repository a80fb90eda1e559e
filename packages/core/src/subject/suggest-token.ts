import { checkArgument } from '../errors/check-argument.ts';
import { isToken } from './is-token.ts';

/** Letters that Unicode does not take apart into a Latin letter and a mark, and what is written for each. */
const foldings = 'æae œoe øo łl đd ðd þth';

/**
 * The legal name that is nearest to a text: `Customer Search` gives `customer-search`, `Über Größe` gives
 * `uber-grosse`. A legal name stays as it is; `null` where no Latin letter or digit is left, as with an emoji.
 *
 * @throws DeliverablesError `invalid_argument` for what is no string
 */
export const suggestToken = (text: string): string | null => {
  if (isToken(text)) return text;
  checkArgument(typeof text === 'string', 'text', text, 'a string');
  const suggestion = text
    // More than a name needs, and little enough to fold without delay.
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    // Upper case first: it is what turns ß into ss.
    .toUpperCase()
    .toLowerCase()
    .replace(/[æœøłđðþ]/g, (letter) => foldings.split(letter)[1]?.split(' ', 1)[0] ?? '')
    .replace(/[^\w-]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, 128)
    .replace(/[-_]+$/, '');
  return suggestion || null;
};
