import { checkArgument } from '../errors/check-argument.ts';

/** Words that say nothing about a feature, neither alone nor together. */
const hollow = new Set(
  'a the my new old misc tmp foo bar test demo example sample feature task story ticket issue item thing stuff work project report update change fix bug search filter list form page view api backend frontend login export import data code'.split(
    ' ',
  ),
);

/**
 * Advice on a feature's name that says nothing (`feature1`, `search`, `test`), to show and not to enforce; `null`
 * where there is none to give.
 *
 * @throws DeliverablesError `invalid_argument` for what is no string
 */
export const adviseFeatureName = (name: string): string | null => {
  checkArgument(typeof name === 'string', 'name', name, 'a string');
  const words = name
    .replace(/[A-Z][a-z]/g, '-$&')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.every((word) => word.length < 2 || hollow.has(word.replace(/s$/, '')))
    ? `The feature name "${name}" says little: name what is built and for what, such as "customer-search".`
    : null;
};
