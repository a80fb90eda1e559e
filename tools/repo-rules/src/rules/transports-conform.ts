import ts from 'typescript';
import { entriesOf } from '../entries.ts';
import { projectOf } from '../kinds-of-file.ts';
import type { Repository } from '../repository.ts';
import type { Rule } from '../rule.ts';
import { importsOf, lineOf, resolveRelative } from '../syntax.ts';

/** A package that publishes a way to make a transport proves it by a `*.conformance.test.ts` that uses it. */
export const transportsConformRule: Rule = {
  name: 'transports-conform',
  check(repository) {
    return entriesOf(repository).flatMap(({ source, manifest }) => {
      if (repository.text(source) === undefined) return [];
      const proven = conformanceTests(repository, projectOf(manifest)).join('\n');
      return exportedFactories(repository, source).flatMap(({ name, line }) => {
        if (new RegExp(`\\b${name}\\b`).test(proven)) return [];
        const message = `${name} makes a transport, and no *.conformance.test.ts runs the suite over it`;
        return [{ file: source, line, message }];
      });
    });
  },
};

function conformanceTests(repository: Repository, project: string): string[] {
  const runsSuite = (path: string): boolean =>
    importsOf(repository.tree(path)).some(({ specifier }) =>
      specifier.startsWith('@agog/deliverables-conformance/'),
    );
  return repository.paths
    .filter((path) => path.startsWith(`${project}/`) && path.endsWith('.conformance.test.ts'))
    .filter(runsSuite)
    .map((path) => repository.text(path) ?? '');
}

/** The functions that an entry re-exports and that return a transport without having been given one to wrap. */
function exportedFactories(
  repository: Repository,
  entry: string,
): { name: string; line: number }[] {
  const tree = repository.tree(entry);
  return tree.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
    const { exportClause, moduleSpecifier } = statement;
    if (!ts.isNamedExports(exportClause) || moduleSpecifier === undefined) return [];
    const owner = ts.isStringLiteral(moduleSpecifier)
      ? resolveRelative(entry, moduleSpecifier.text)
      : null;
    if (owner === null || repository.text(owner) === undefined) return [];
    return exportClause.elements
      .filter((element) =>
        makesTransport(repository.tree(owner), element.propertyName ?? element.name),
      )
      .map((element) => ({ name: element.name.text, line: lineOf(tree, element) }));
  });
}

function makesTransport(owner: ts.SourceFile, name: ts.ModuleExportName): boolean {
  return owner.statements.flatMap(functionsIn).some(([declared, signature]) => {
    const takesOne = signature.parameters.some((parameter) => namesTransport(parameter.type));
    return declared === name.text && namesTransport(signature.type) && !takesOne;
  });
}

/** The functions that a statement declares, by name, whether as `function` or as a constant. */
function functionsIn(statement: ts.Statement): [string, ts.SignatureDeclaration][] {
  if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? '', statement]];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer !== undefined && ts.isArrowFunction(initializer)
      ? [[name.getText(), initializer]]
      : [],
  );
}

function namesTransport(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && /^(?:Promise<)?\w*Transport>?$/.test(type.getText());
}
