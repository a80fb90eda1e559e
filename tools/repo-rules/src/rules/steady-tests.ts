import ts from 'typescript';
import { isTest } from '../kinds-of-file.ts';
import type { Rule, Violation } from '../rule.ts';
import { importsOf, lineOf, walk } from '../syntax.ts';

const runners = new Set(['describe', 'it', 'suite', 'test']);
const escapes = new Set(['only', 'runIf', 'skip', 'skipIf', 'todo']);

/** Tests run all, always, and wait on what they observe: no skips, no sleeps. */
export const steadyTestsRule: Rule = {
  name: 'steady-tests',
  check(repository) {
    return repository.paths.filter(isTest).flatMap((file) => {
      const tree = repository.tree(file);
      const violations: Violation[] = importsOf(tree)
        .filter(({ specifier }) => specifier.endsWith('timers/promises'))
        .map(({ line }) => ({ file, line, message: sleepMessage }));
      walk(tree, (node) => {
        const message = problemOf(node);
        if (message !== null) violations.push({ file, line: lineOf(tree, node), message });
      });
      return violations;
    });
  },
};

const sleepMessage = 'wait on an observed state instead of sleeping';

function problemOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && escapes.has(node.name.text)) {
    const runner = node.expression.getText().split(/[.(]/)[0] ?? '';
    return runners.has(runner) ? `remove .${node.name.text}; a known gap is a test.fails` : null;
  }
  return isSleep(node) ? sleepMessage : null;
}

/** `new Promise((resolve) => setTimeout(resolve, …))`, in whichever shape. */
function isSleep(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'Promise') return false;
  const [executor] = node.arguments ?? [];
  if (
    executor === undefined ||
    !(ts.isArrowFunction(executor) || ts.isFunctionExpression(executor))
  ) {
    return false;
  }
  const settle = executor.parameters[0]?.name.getText();
  let sleeps = false;
  walk(executor, (inner) => {
    if (!ts.isCallExpression(inner) || inner.expression.getText() !== 'setTimeout') return;
    const [action] = inner.arguments;
    sleeps ||=
      action !== undefined && new RegExp(`^(?:\\(\\) => )?${settle}\\b`).test(action.getText());
  });
  return sleeps;
}
