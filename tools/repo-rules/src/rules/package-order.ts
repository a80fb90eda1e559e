import { isCode, isTest, projectOf } from '../kinds-of-file.ts';
import { packageOrder, testsMayImport } from '../order.ts';
import { packageFolderOf } from '../published-names.ts';
import type { Rule } from '../rule.ts';
import { importsOf } from '../syntax.ts';

/** Packages import each other only along the arrows of `order.ts`. */
export const packageOrderRule: Rule = {
  name: 'package-order',
  check(repository) {
    return repository.paths.filter(isInPackage).flatMap((file) => {
      const folder = projectOf(file).slice('packages/'.length);
      const allowed = packageOrder[folder];
      if (allowed === undefined) {
        const message = `packages/${folder} has no place in the order; give it one in order.ts`;
        return [{ file, line: 1, message }];
      }
      const reach = isTest(file) ? [...allowed, ...testsMayImport] : allowed;
      return importsOf(repository.tree(file)).flatMap(({ specifier, line }) => {
        const target = packageFolderOf(specifier);
        if (target === null || target === folder || reach.includes(target)) return [];
        const choices = reach.length === 0 ? 'no other package' : reach.join(', ');
        return [{ file, line, message: `${folder} may not import ${target}, only ${choices}` }];
      });
    });
  },
};

function isInPackage(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path) && isCode(path);
}
