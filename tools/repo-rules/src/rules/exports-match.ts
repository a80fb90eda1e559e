import { posix } from 'node:path';
import { entriesOf, sourceCondition } from '../entries.ts';
import type { Rule } from '../rule.ts';

/** What a manifest publishes exists as a source, and is what the build writes for that source. */
export const exportsMatchRule: Rule = {
  name: 'exports-match',
  check(repository) {
    return entriesOf(repository).flatMap(({ manifest, subpath, source, conditions }) => {
      const at = (message: string) => [
        { file: manifest, line: 1, message: `${subpath}: ${message}` },
      ];
      const folder = posix.dirname(manifest);
      const name = posix.basename(source, '.ts');
      if (repository.text(source) === undefined || source !== `${folder}/src/${name}.ts`) {
        return at(`${sourceCondition} has to lead to a file right under src`);
      }
      const expected = {
        [sourceCondition]: `./src/${name}.ts`,
        types: `./dist/${name}.d.ts`,
        default: `./dist/${name}.js`,
      };
      if (JSON.stringify(conditions) !== JSON.stringify(expected)) {
        return at(
          `the conditions are ${Object.keys(expected).join(', ')}, for ${name}, in this order`,
        );
      }
      const build = repository.text(`${folder}/tsup.config.ts`) ?? '';
      return build.includes(`'${name}'`) ? [] : at(`tsup.config.ts does not build ${name}`);
    });
  },
};
