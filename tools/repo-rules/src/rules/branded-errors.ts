import ts from 'typescript';
import { isProduct } from '../kinds-of-file.ts';
import type { Rule, Violation } from '../rule.ts';
import { lineOf, walk } from '../syntax.ts';

const builtIn = new Set([
  'AggregateError',
  'DOMException',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

/** Files whose errors are not for users, and why. */
const exempt: Readonly<Record<string, string>> = {
  'packages/conformance/src/assertions.ts': 'a test runner knows a failed assertion by its name',
};

/** Users meet one error class: what is published makes no built-in error. */
export const brandedErrorsRule: Rule = {
  name: 'branded-errors',
  check(repository) {
    return repository.paths
      .filter((path) => isProduct(path) && !(path in exempt))
      .flatMap((file) => {
        const tree = repository.tree(file);
        const violations: Violation[] = [];
        walk(tree, (node) => {
          if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
          const { expression } = node;
          if (!ts.isIdentifier(expression) || !builtIn.has(expression.text)) return;
          const message = `make a DeliverablesError with a code, not a ${expression.text}`;
          violations.push({ file, line: lineOf(tree, node), message });
        });
        return violations;
      });
  },
};
