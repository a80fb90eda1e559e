import { isCode } from '../kinds-of-file.ts';
import type { Repository } from '../repository.ts';
import type { Rule, Violation } from '../rule.ts';
import { importsOf, resolveRelative } from '../syntax.ts';

/** No file imports itself, directly or through others; imports of types count as well. */
export const noCyclesRule: Rule = {
  name: 'no-cycles',
  check(repository) {
    const violations: Violation[] = [];
    const done = new Set<string>();
    const trail: string[] = [];

    function follow(file: string): void {
      if (done.has(file)) return;
      trail.push(file);
      for (const { target, line } of neighbours(repository, file)) {
        const start = trail.indexOf(target);
        if (start === -1) follow(target);
        else {
          const cycle = [...trail.slice(start), target].join(' → ');
          violations.push({ file, line, message: `these files import each other: ${cycle}` });
        }
      }
      trail.pop();
      done.add(file);
    }

    for (const file of repository.paths.filter(isCode)) follow(file);
    return violations;
  },
};

function neighbours(repository: Repository, file: string): { target: string; line: number }[] {
  return importsOf(repository.tree(file)).flatMap(({ specifier, line }) => {
    const target = resolveRelative(file, specifier);
    const exists = target !== null && isCode(target) && repository.text(target) !== undefined;
    return exists ? [{ target, line }] : [];
  });
}
