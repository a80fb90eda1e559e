import ts from 'typescript';
import { entriesOf } from '../entries.ts';
import { isCode, isConfiguration } from '../kinds-of-file.ts';
import type { Rule, Violation } from '../rule.ts';
import { lineOf } from '../syntax.ts';

/** Names are exported one by one: no `export *`, no defaults. A published entry does nothing else. */
export const explicitExportsRule: Rule = {
  name: 'explicit-exports',
  check(repository) {
    const entries = new Set(entriesOf(repository).map((entry) => entry.source));
    const files = repository.paths.filter((path) => isCode(path) && !isConfiguration(path));
    return files.flatMap((file) => {
      const tree = repository.tree(file);
      return tree.statements.flatMap((statement): Violation[] => {
        const problem = problemOf(statement, entries.has(file));
        return problem === null ? [] : [{ file, line: lineOf(tree, statement), message: problem }];
      });
    });
  },
};

function problemOf(statement: ts.Statement, isEntry: boolean): string | null {
  if (ts.isExportAssignment(statement) || hasDefaultModifier(statement)) {
    return 'export it by a name of its own, not as the default';
  }
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || ts.isNamespaceExport(exportClause)) {
      return 'name what is exported instead of export *';
    }
    if (isEntry && statement.moduleSpecifier === undefined) {
      return 'an entry re-exports from the file that owns the name';
    }
    return null;
  }
  return isEntry ? 'an entry only re-exports; move this to a file of its own' : null;
}

function hasDefaultModifier(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  const modifiers = ts.getModifiers(statement) ?? [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}
