import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { transportsConformRule } from './transports-conform.ts';

const files = {
  'packages/embedded/package.json':
    '{ "exports": { "./memory": { "@agog/source": "./src/memory.ts" } } }',
  'packages/embedded/src/memory.ts':
    "export { createMemoryTransport, logged } from './create.ts';\nexport type { Row } from './row.ts';",
  'packages/embedded/src/create.ts': `
    export function createMemoryTransport(): Promise<Transport> {}
    export function logged(inner: Transport): Transport {}`,
};
const suite = (text: string) => ({ 'packages/embedded/src/memory.conformance.test.ts': text });

test('refuses a transport that no conformance test makes', () => {
  const violation = {
    file: 'packages/embedded/src/memory.ts',
    line: 1,
    message:
      'createMemoryTransport makes a transport, and no *.conformance.test.ts runs the suite over it',
  };
  expect(transportsConformRule.check(createRepository(files))).toEqual([violation]);
  const withoutSuite = suite("import { createMemoryTransport } from './memory.ts';");
  expect(transportsConformRule.check(createRepository({ ...files, ...withoutSuite }))).toEqual([
    violation,
  ]);
});

test('sees a transport that a constant makes', () => {
  const constant = 'export const createMemoryTransport = (): Transport => {};';
  const repository = createRepository({ ...files, 'packages/embedded/src/create.ts': constant });
  expect(transportsConformRule.check(repository)).toHaveLength(1);
});

test('accepts one that runs the suite; a wrapper needs none', () => {
  const withSuite = suite(`
    import { testConformance } from '@agog/deliverables-conformance/vitest';
    import { createMemoryTransport } from './memory.ts';`);
  expect(transportsConformRule.check(createRepository({ ...files, ...withSuite }))).toEqual([]);
});
