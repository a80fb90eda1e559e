import { parseSource } from '../source-tree/parse-source.ts';

/** A function found by walking the syntax tree. */
export interface RecountedFunction {
  readonly name: string;
  readonly start: number;
  readonly line: number;
  readonly lines: number;
}

/** What a module says, read from its syntax tree node by node. */
export interface RecountedModule {
  readonly exports: ReadonlySet<string>;
  readonly specifiers: ReadonlySet<string>;
  /** Those that are still imported once types are erased. */
  readonly runtimeSpecifiers: ReadonlySet<string>;
  readonly functions: readonly RecountedFunction[];
}

/** A node of the tree, read without the parser's types: by its fields alone. */
type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const functionTypes = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** Reads a module without the parser's own list of imports and exports: `null` where it does not parse. */
export function recountModule(path: string, text: string): RecountedModule | null {
  const program: unknown = parseSource(path, text)?.program;
  if (!isNode(program)) return null;
  const exports = new Set<string>();
  const specifiers = new Set<string>();
  const runtimeSpecifiers = new Set<string>();
  const functions: RecountedFunction[] = [];
  const lineAt = linesByOffset(text);
  for (const statement of nodesIn(program.body)) {
    for (const name of exportedNames(statement)) exports.add(name);
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(statement.type)) {
      addText(specifiers, statement.source);
      const erased = statement.importKind === 'type' || statement.exportKind === 'type';
      if (!erased) addText(runtimeSpecifiers, statement.source);
    }
  }
  const visit = (node: Node, name: string | undefined): void => {
    if (functionTypes.includes(node.type) && node.body !== null) {
      functions.push(measureFunction(node, name, lineAt));
    }
    const imported = importedBy(node);
    addText(specifiers, imported);
    addText(runtimeSpecifiers, imported);
    for (const [field, value] of Object.entries(node)) {
      for (const child of nodesIn(value)) visit(child, nameGivenTo(node, field));
    }
  };
  visit(program, undefined);
  return { exports, specifiers, runtimeSpecifiers, functions };
}

/** What an expression imports: `import(x)`, `require(x)`, `import y = require(x)`. */
function importedBy(node: Node): unknown {
  if (node.type === 'ImportExpression') return node.source;
  if (node.type === 'TSExternalModuleReference') return node.expression;
  const requires =
    node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require';
  const given = requires ? nodesIn(node.arguments) : [];
  return given.length === 1 ? given[0] : undefined;
}

function measureFunction(
  node: Node,
  given: string | undefined,
  lineAt: Uint32Array,
): RecountedFunction {
  const start = Number(node.start);
  const line = lineAt[start] ?? 0;
  const name = isNode(node.id) ? String(node.id.name) : (given ?? 'anonymous');
  return { name, start, line, lines: (lineAt[Number(node.end)] ?? 0) - line + 1 };
}

/** The line of every offset of a text, from 1. */
function linesByOffset(text: string): Uint32Array {
  const lineAt = new Uint32Array(text.length + 1);
  let line = 1;
  for (let at = 0; at <= text.length; at += 1) {
    lineAt[at] = line;
    if (text.charCodeAt(at) === 10) line += 1;
  }
  return lineAt;
}

/** The name that a parent gives to what stands in one of its fields. */
function nameGivenTo(parent: Node, field: string): string | undefined {
  if (parent.type === 'VariableDeclarator' && field === 'init' && isNode(parent.id)) {
    return parent.id.type === 'Identifier' ? String(parent.id.name) : undefined;
  }
  const keyed = ['Property', 'PropertyDefinition', 'MethodDefinition'].includes(parent.type);
  if (!keyed || field !== 'value' || parent.computed === true || !isNode(parent.key)) {
    return undefined;
  }
  const { key } = parent;
  if (key.type === 'PrivateIdentifier') return `#${String(key.name)}`;
  return key.type === 'Identifier' ? String(key.name) : String(key.value);
}

function exportedNames(statement: Node): string[] {
  if (statement.type === 'ExportDefaultDeclaration') return ['default'];
  if (statement.type === 'ExportAllDeclaration') {
    const source = isNode(statement.source) ? String(statement.source.value) : '';
    return isNode(statement.exported) ? [nameOf(statement.exported)] : [`* from ${source}`];
  }
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const specified = nodesIn(statement.specifiers).flatMap((specifier) =>
    nodesIn(specifier.exported),
  );
  const { declaration } = statement;
  if (!isNode(declaration)) return specified.map(nameOf);
  if (declaration.type !== 'VariableDeclaration') return nodesIn(declaration.id).map(nameOf);
  return nodesIn(declaration.declarations).flatMap((declarator) => boundNames(declarator.id));
}

/** The names that a pattern binds: `a`, `[a, b]`, `{ a, b: { c } }`, with defaults and rests. */
function boundNames(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  const { elements, properties, value, left, argument } = pattern;
  return [elements, properties, value, left, argument].flatMap(nodesIn).flatMap(boundNames);
}

function nameOf(node: Node): string {
  return String(node.name ?? node.value);
}

function addText(specifiers: Set<string>, node: unknown): void {
  if (isNode(node) && node.type === 'Literal' && typeof node.value === 'string') {
    specifiers.add(node.value);
  }
}

function nodesIn(value: unknown): Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
