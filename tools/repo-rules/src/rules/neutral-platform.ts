import ts from 'typescript';
import { isProduct } from '../kinds-of-file.ts';
import { type PlatformAllowance, platformAllowances } from '../platform-allowances.ts';
import type { Rule, Violation } from '../rule.ts';
import { importsOf, lineOf, walk } from '../syntax.ts';

// What the browser's own types offer, such as `window`, the compiler refuses already.
const globals = new Set([
  ...['process', 'Buffer', 'console', '__dirname', '__filename', 'setImmediate'],
  ...['Deno', 'Bun'],
]);

/** Published code names no runtime, but where `platform-allowances.ts` gives it leave. */
export const neutralPlatformRule: Rule = {
  name: 'neutral-platform',
  check: (repository) => checkNeutralPlatform(repository, platformAllowances),
};

/** The rule with allowances of one's own. */
export function checkNeutralPlatform(
  repository: Parameters<Rule['check']>[0],
  allowances: readonly PlatformAllowance[],
): Violation[] {
  return repository.paths.filter(isProduct).flatMap((file) => {
    const allowed = allowances
      .filter(({ path }) => (path.endsWith('/') ? file.startsWith(path) : file === path))
      .flatMap(({ names }) => names);
    return platformNames(repository.tree(file))
      .filter(({ name }) => !allowed.includes(name.startsWith('node:') ? 'node:' : name))
      .map(({ name, line }) => {
        const message = `${name} is not everywhere; keep it out, or list it in platform-allowances.ts`;
        return { file, line, message };
      });
  });
}

function platformNames(tree: ts.SourceFile): { name: string; line: number }[] {
  const modules = importsOf(tree)
    .filter(({ specifier }) => specifier.startsWith('node:'))
    .map(({ specifier, line }) => ({ name: specifier, line }));
  walk(tree, (node) => {
    if (ts.isIdentifier(node) && globals.has(node.text) && isReference(node)) {
      modules.push({ name: node.text, line: lineOf(tree, node) });
    }
  });
  return modules;
}

/** Whether an identifier stands for the global: by itself, or read off `globalThis`. Other objects may have such names. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return (
      parent.getText().includes('globalThis') || parent.expression.getText().includes('globalThis')
    );
  }
  return !(
    ts.isTypeElement(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isBindingElement(parent)
  );
}
