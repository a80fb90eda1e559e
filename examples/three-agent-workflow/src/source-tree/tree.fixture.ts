import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A source tree in a temporary folder; disposing removes it. */
export interface TemporaryTree extends AsyncDisposable {
  readonly folder: string;
}

/** Writes files, by path, into a fresh folder. */
export async function makeTree(files: Readonly<Record<string, string>>): Promise<TemporaryTree> {
  const folder = await mkdtemp(join(tmpdir(), 'tree-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A small project: two packages, one using the other, with and without tests, and a mark left open. */
export const smallProject: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "orchard", "version": "1.2.0", "private": true }\n',
  'README.md': '# Orchard\n\nTrees and baskets.\n',
  'packages/tree/package.json':
    '{ "name": "@orchard/tree", "version": "1.2.0", "dependencies": { "left-pad": "1" } }\n',
  'packages/tree/src/index.ts': "export * from './grow.ts';\nexport { Leaf } from './leaf.ts';\n",
  'packages/tree/src/grow.ts':
    "import pad from 'left-pad';\nimport { Leaf } from './leaf.ts';\n\n" +
    'export function grow(height: number): Leaf {\n  return new Leaf(pad(String(height), 3));\n}\n' +
    'export const shrink = (height: number): number => height - 1;\n',
  'packages/tree/src/grow.test.ts': "import { grow } from './grow.ts';\n\ngrow(3);\n",
  'packages/tree/src/leaf.ts':
    'export class Leaf {\n  // TODO: colours\n  constructor(readonly name: string) {}\n}\n',
  'packages/basket/package.json': '{ "name": "@orchard/basket", "version": "0.1.0" }\n',
  'packages/basket/src/index.ts':
    "import { grow } from '@orchard/tree';\nimport { weigh } from './weigh.js';\n\n" +
    'export const fill = () => [grow(1), grow(2)].map((leaf) => weigh(leaf));\n',
  'packages/basket/src/weigh.ts':
    'export function weigh(leaf: { name: string }): number {\n  return leaf.name.length;\n}\n',
  'packages/basket/node_modules/ignored/index.js': 'export const ignored = true;\n',
};

/** A project of any size, in which every third module is tested and each imports the one before it. */
export function largeProject(modules: number): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{ "name": "mill", "version": "0.0.1" }\n',
  };
  for (let index = 0; index < modules; index += 1) {
    const folder = `src/part-${index % 7}`;
    const before = `../part-${(index - 1) % 7}/module-${index - 1}.ts`;
    files[`${folder}/module-${index}.ts`] =
      (index > 0 ? `import { run${index - 1} } from '${before}';\n` : '') +
      `export function run${index}(): number {\n${'  // a step\n'.repeat(index % 40)}` +
      `  return ${index > 0 ? `run${index - 1}()` : '0'};\n}\n`;
    if (index % 3 === 0) {
      files[`${folder}/module-${index}.test.ts`] =
        `import { run${index} } from './module-${index}.ts';\n`;
    }
  }
  return files;
}
