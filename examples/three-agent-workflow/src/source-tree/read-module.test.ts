import { describe, expect, it } from 'vitest';
import { recountModule } from '../critique/recount-module.ts';
import { readModule } from './read-module.ts';

const samples: Readonly<Record<string, string>> = {
  'declarations.ts': `
    export type A = 1; export interface B {} export enum E {} export declare function g(): void;
    export namespace N { export const inner = 1 } export abstract class K { abstract m(): void; n() { return () => 3 } }
    export function over(): void; export function over(a?: unknown) {}
  `,
  'patterns.js':
    'export const { a, b: [c, ...d], e = 1 } = {}, f = () => { return function named() {} };',
  'again.ts':
    "export * from './y.ts'; export * as ns from './z.ts'; export { q as 'a b', r } from './q';",
  'default.mjs': 'export default function () {}',
  'common.cjs': "const a = require('./a'); const { b } = require('b'); exports.c = require(a);",
  'loose.js':
    "import('./lazy.js'); import(name); require('x', 'y'); const view = <div>{() => 1}</div>;",
  'types.ts':
    "import type { T } from './t'; import old = require('./old'); let x: import('./never').X;",
  'names.ts':
    'const o = { m() {}, get g() { return 1 }, ["c" + 1]: () => 1, "s t": () => 2, 3: function () {} };\n' +
    'class C { #p = () => {}; static s() {} constructor() {} }\n(() => {\n})();',
  'ambient.d.ts':
    'declare const version: string;\nexport declare function f(): void;\nexport default version;',
  'empty.ts': '',
  'broken.ts': 'export const = 5;',
};

describe('reading a module', () => {
  it('finds what is exported, types and re-exports included', () => {
    const names = (path: string) => readModule(path, samples[path] ?? '')?.exports;
    expect(names('declarations.ts')).toEqual(['A', 'B', 'E', 'K', 'N', 'g', 'over']);
    expect(names('patterns.js')).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(names('again.ts')).toEqual(['* from ./y.ts', 'a b', 'ns', 'r']);
    expect(names('default.mjs')).toEqual(['default']);
    expect(names('empty.ts')).toEqual([]);
  });

  it('finds what is imported, however it is written', () => {
    const specifiers = (path: string) => readModule(path, samples[path] ?? '')?.specifiers;
    expect(specifiers('again.ts')).toEqual(['./y.ts', './z.ts', './q']);
    expect(specifiers('common.cjs')).toEqual(['./a', 'b']);
    expect(specifiers('loose.js')).toEqual(['./lazy.js']);
    expect(specifiers('types.ts')).toEqual(['./t', './old']);
  });

  it('tells what is needed at run time from what is imported for its types', () => {
    const text =
      "import type { A } from './a'; import { type B } from './b'; export type { C } from './c'; import './d';";
    expect([...(recountModule('x.ts', text)?.runtimeSpecifiers ?? [])]).toEqual(['./b', './d']);
    expect([
      ...(recountModule('y.cjs', samples['common.cjs'] ?? '')?.runtimeSpecifiers ?? []),
    ]).toEqual(['./a', 'b']);
  });

  it('names functions by what they are assigned to and measures their lines', () => {
    const functions = readModule('names.ts', samples['names.ts'] ?? '')?.functions;
    expect(functions?.map(({ name, line, lines }) => `${name} ${line} ${lines}`)).toEqual([
      ...['m 1 1', 'g 1 1', 'anonymous 1 1', 's t 1 1', '3 1 1'],
      ...['#p 2 1', 's 2 1', 'constructor 2 1', 'anonymous 3 2'],
    ]);
  });

  it('answers null for a text that does not parse', () => {
    expect(readModule('broken.ts', samples['broken.ts'] ?? '')).toBeNull();
    expect(recountModule('broken.ts', samples['broken.ts'] ?? '')).toBeNull();
  });

  it.each(Object.entries(samples))('agrees with the critic on %s', (path, text) => {
    const read = readModule(path, text);
    const recounted = recountModule(path, text);
    expect(recounted && [...recounted.exports].sort()).toEqual(read && [...read.exports].sort());
    expect(recounted && [...recounted.specifiers].sort()).toEqual(
      read && [...read.specifiers].sort(),
    );
    const found = recounted && [...recounted.functions].sort((a, b) => a.start - b.start);
    expect(found?.map(({ name, line, lines }) => ({ name, line, lines }))).toEqual(read?.functions);
  });
});
