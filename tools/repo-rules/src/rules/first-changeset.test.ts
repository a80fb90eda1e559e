import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { firstChangesetRule } from './first-changeset.ts';

const manifest = (name: string, version: string) => JSON.stringify({ name, version });

test('refuses an unreleased package that no changeset announces, and a name that nothing has', () => {
  const repository = createRepository({
    'packages/core/package.json': manifest('@agog/deliverables-core', '0.0.0'),
    '.changeset/calm-owls.md': "---\n'@agog/deliverables-cora': minor\n---\n\nNew.\n",
  });
  expect(firstChangesetRule.check(repository).map(({ message }) => message)).toEqual([
    'no changeset announces @agog/deliverables-core',
    '@agog/deliverables-cora is no package of this repository',
  ]);
});

test('accepts a package that is announced or released', () => {
  const repository = createRepository({
    'packages/core/package.json': manifest('@agog/deliverables-core', '0.0.0'),
    'packages/nats/package.json': manifest('@agog/deliverables-nats', '0.1.0'),
    '.changeset/calm-owls.md': '---\n"@agog/deliverables-core": minor\n---\n\nNew.\n',
  });
  expect(firstChangesetRule.check(repository)).toEqual([]);
});
