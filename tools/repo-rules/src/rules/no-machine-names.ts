import type { Rule, Violation } from '../rule.ts';

/** What names one machine, one person's folder, or one server to install from. */
const patterns: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /(?<![\w.~$}])\/(?:work|root|home|Users)\/\w+/, what: "a machine's path" },
  { pattern: /[A-Z]:\\Users\\/, what: "a machine's path" },
  {
    pattern: /\bregistry\.(?:npmjs|yarnpkg)\.\w+|\bunpkg\.com|\bdeb\.debian\.org/,
    what: "a registry's host",
  },
];

/** Nothing in the repository holds only on one machine. */
export const noMachineNamesRule: Rule = {
  name: 'no-machine-names',
  check(repository) {
    return repository.paths.flatMap((file) => {
      const violations: Violation[] = [];
      const lines = repository.text(file)?.split('\n') ?? [];
      for (const [index, line] of lines.entries()) {
        for (const { pattern, what } of patterns) {
          const found = pattern.exec(line)?.[0];
          if (found === undefined) continue;
          violations.push({ file, line: index + 1, message: `"${found}" is ${what}` });
        }
      }
      return violations;
    });
  },
};
