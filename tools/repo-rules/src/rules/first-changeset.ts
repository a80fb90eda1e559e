import type { Rule } from '../rule.ts';

/** A package that was never released is announced by a changeset, and a changeset names packages that exist. */
export const firstChangesetRule: Rule = {
  name: 'first-changeset',
  check(repository) {
    const manifests = repository.paths.filter((path) =>
      /^packages\/[^/]+\/package\.json$/.test(path),
    );
    const packages = manifests.map((file) => ({ file, ...identity(repository.json(file)) }));
    const changesets = repository.paths
      .filter((path) => /^\.changeset\/(?!README).*\.md$/.test(path))
      .map((file) => ({ file, names: namesIn(repository.text(file) ?? '') }));
    const announced = new Set(changesets.flatMap(({ names }) => names));
    const silent = packages
      .filter(({ version, name }) => version === '0.0.0' && !announced.has(name))
      .map(({ file, name }) => ({ file, line: 1, message: `no changeset announces ${name}` }));
    const unknown = changesets.flatMap(({ file, names }) =>
      names
        .filter((name) => !packages.some((one) => one.name === name))
        .map((name) => ({ file, line: 1, message: `${name} is no package of this repository` })),
    );
    return [...silent, ...unknown];
  },
};

function identity(manifest: Record<string, unknown> = {}): { name: string; version: string } {
  return { name: String(manifest.name), version: String(manifest.version) };
}

/** The packages in a changeset's front matter: one per line, quoted, with the kind of release. */
function namesIn(text: string): string[] {
  const matter = /^---\n(.*?)\n---/s.exec(text)?.[1] ?? '';
  return [...matter.matchAll(/^["'](.+)["']: \w+$/gm)].map((match) => match[1] ?? '');
}
