import {
  type Expression,
  type Function as FunctionNode,
  type PropertyKey,
  Visitor,
} from 'oxc-parser';
import { parseSource } from './parse-source.ts';
import type { FunctionFacts, ModuleFacts } from './survey.ts';
import { comparePaths } from './tree-rules.ts';

/** Reads exports, imports and functions out of a module's text; `null` where it does not parse. */
export function readModule(path: string, text: string): ModuleFacts | null {
  const parsed = parseSource(path, text);
  if (parsed === null) return null;
  const exports = new Set<string>();
  const specifiers = new Set<string>();
  for (const statement of parsed.module.staticImports)
    specifiers.add(statement.moduleRequest.value);
  for (const statement of parsed.module.staticExports) {
    for (const entry of statement.entries) {
      const from = entry.moduleRequest?.value;
      if (from !== undefined) specifiers.add(from);
      if (entry.exportName.kind === 'Default') exports.add('default');
      else exports.add(entry.exportName.name ?? `* from ${from}`);
    }
  }
  const functions: (FunctionFacts & { readonly start: number })[] = [];
  const names = new Map<unknown, string>();
  const lineOf = lineFinder(text);
  const addFunction = (node: { start: number; end: number }, ownName: string | undefined): void => {
    const line = lineOf(node.start);
    const lines = lineOf(node.end) - line + 1;
    const name = ownName ?? names.get(node) ?? 'anonymous';
    functions.push({ name, line, lines, start: node.start });
  };
  const addWhenItHasABody = (node: FunctionNode): void => {
    if (node.body !== null) addFunction(node, node.id?.name);
  };
  const nameByKey = (key: PropertyKey, computed: boolean, value: unknown): void => {
    const name = computed ? undefined : keyName(key);
    if (name !== undefined) names.set(value, name);
  };
  new Visitor({
    VariableDeclarator: (node) => {
      if (node.id.type === 'Identifier') names.set(node.init, node.id.name);
    },
    Property: (node) => nameByKey(node.key, node.computed, node.value),
    PropertyDefinition: (node) => nameByKey(node.key, node.computed, node.value),
    MethodDefinition: (node) => nameByKey(node.key, node.computed, node.value),
    FunctionDeclaration: addWhenItHasABody,
    FunctionExpression: addWhenItHasABody,
    ArrowFunctionExpression: (node) => addFunction(node, undefined),
    ImportExpression: (node) => addText(specifiers, node.source),
    CallExpression: (node) => {
      const [argument] = node.arguments;
      const requires = node.callee.type === 'Identifier' && node.callee.name === 'require';
      if (requires && node.arguments.length === 1 && argument?.type === 'Literal') {
        addText(specifiers, argument);
      }
    },
    TSExternalModuleReference: (node) => addText(specifiers, node.expression),
  }).visit(parsed.program);
  return {
    exports: [...exports].sort(comparePaths),
    specifiers: [...specifiers],
    functions: functions
      .sort((left, right) => left.start - right.start)
      .map(({ name, line, lines }) => ({ name, line, lines })),
  };
}

function addText(specifiers: Set<string>, node: Expression): void {
  if (node.type === 'Literal' && typeof node.value === 'string') specifiers.add(node.value);
}

function keyName(key: PropertyKey): string | undefined {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** Answers the line of an offset, from 1, by halving a list of line starts. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
