import { isCode } from '../kinds-of-file.ts';
import type { Rule } from '../rule.ts';

const drawers = new Set(
  ['util', 'helper', 'type', 'common', 'shared', 'misc', 'lib', 'constant', 'internal'].flatMap(
    (word) => [word, `${word}s`],
  ),
);

/** Files and folders are named for what they hold, in kebab-case; there are no drawers. */
export const noDrawersRule: Rule = {
  name: 'no-drawers',
  check(repository) {
    return repository.paths.filter(isCode).flatMap((file) => {
      const names = file.split('/').map((part) => part.replace(/\..*$/, ''));
      const drawer = names.find((name) => drawers.has(name));
      if (drawer !== undefined) {
        const message = `"${drawer}" says nothing; a thing lives with its owner`;
        return [{ file, line: 1, message }];
      }
      const odd = names.find((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name));
      return odd === undefined ? [] : [{ file, line: 1, message: `"${odd}" is not kebab-case` }];
    });
  },
};
