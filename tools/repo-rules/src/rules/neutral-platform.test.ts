import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { checkNeutralPlatform } from './neutral-platform.ts';

const allowances = [
  { path: 'packages/core/src/native/', names: ['node:', 'process'], because: 'it is native' },
];
const at = (file: string, text: string) =>
  checkNeutralPlatform(createRepository({ [file]: text }), allowances).map(({ line }) => line);

test("refuses a runtime's modules and globals", () => {
  const file = 'packages/core/src/a.ts';
  expect(
    at(file, "import { hash } from 'node:crypto';\nexport type { X } from 'node:fs';"),
  ).toEqual([1, 2]);
  expect(at(file, 'console.log(1);\nconst a = process.env.A;\nglobalThis.Buffer;')).toEqual([
    1, 2, 3,
  ]);
  expect(at('packages/core/src/native/a.ts', 'console.log(1);')).toEqual([1]);
});

test('accepts what is listed, names that only look alike, and anything in tests and tools', () => {
  expect(at('packages/core/src/native/a.ts', "import 'node:fs'; process.pid;")).toEqual([]);
  expect(at('packages/core/src/a.ts', 'const { a } = { process: 1 }; task.process();')).toEqual([]);
  expect(at('packages/core/src/a.test.ts', 'console.log(process.pid);')).toEqual([]);
  expect(at('tools/x/a.ts', 'console.log(process.pid);')).toEqual([]);
});
