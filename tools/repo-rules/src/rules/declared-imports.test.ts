import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { declaredImportsRule } from './declared-imports.ts';

const core = JSON.stringify({
  name: '@agog/deliverables-core',
  exports: { '.': { '@agog/source': './src/index.ts' } },
  peerDependencies: { 'gpt-tokenizer': '^4.0.0' },
  devDependencies: { 'fast-check': '4.0.0' },
});
const at = (file: string, text: string) =>
  declaredImportsRule
    .check(
      createRepository({
        'package.json': '{ "devDependencies": { "vitest": "5.0.0" } }',
        'packages/core/package.json': core,
        [file]: text,
      }),
    )
    .map(({ message }) => message);

test('refuses a way out of the project, an undeclared name, and the package itself', () => {
  const file = 'packages/core/src/bytes/a.ts';
  expect(at(file, "import { x } from '../../../embedded/src/x.ts';")).toEqual([
    '../../../embedded/src/x.ts leaves packages/core; import the other project by its published name',
  ]);
  expect(at(file, "const yaml = await import('yaml');")).toEqual([
    'yaml is not among the dependencies of packages/core',
  ]);
  expect(at(file, "import fc from 'fast-check';")).toHaveLength(1);
  expect(at(file, "type C = import('@agog/deliverables-core').Client;")).toHaveLength(1);
  expect(at(file, "import { client } from '../index.ts';")).toEqual([
    '../index.ts is an entry; import the file that owns the name',
  ]);
});

test('accepts what the manifest declares, and in tests what development installs', () => {
  expect(at('packages/core/src/a.ts', "import 'gpt-tokenizer/model/x';")).toEqual([]);
  expect(at('packages/core/src/a.ts', "import { b } from './b.ts';")).toEqual([]);
  expect(
    at('packages/core/src/a.test.ts', "import 'vitest'; import 'node:fs'; import 'fast-check';"),
  ).toEqual([]);
});

test('accepts in a product what its build takes in', () => {
  const ws = "import type { Transport } from '@nats-io/nats-core/internal';";
  expect(at('packages/ws/src/a.ts', ws)).toEqual([]);
  expect(at('packages/nats/src/a.ts', ws)).toHaveLength(1);
});
