import { formatCount } from '../../claims/claim.ts';
import { comparePaths, isNameablePath, plainCell } from '../../source-tree/tree-rules.ts';
import type { Areas } from '../areas.ts';
import type { Block } from '../block.ts';
import type { Findings } from '../findings.ts';

/** What the tree is made with: its packages, those from outside, and which part imports which. */
export function dependencyBlocks(findings: Findings, areas: Areas): Block[] {
  return [packages(findings), externals(findings), links(findings, areas)];
}

function packages({ survey }: Findings): Block {
  const rows = survey.manifests
    .filter((manifest) => isNameablePath(manifest.path))
    .map((manifest) => ({
      subject: manifest.path,
      values: [
        plainCell(manifest.name, 100),
        plainCell(manifest.version, 40),
        formatCount(manifest.dependencies.length),
        formatCount(manifest.developmentDependencies.length),
      ],
    }));
  return {
    heading: '## Packages and dependencies',
    lead: () => ['From the `package.json` files; manifests of other ecosystems are not read.'],
    table: {
      ...{ kind: 'Package', rows, first: 10, most: 40 },
      measures: ['Name', 'Version', 'Runtime dependencies', 'Development dependencies'],
      empty: 'The tree has no `package.json` that names a package.',
    },
  };
}

function externals({ survey }: Findings): Block {
  const ordered = [...survey.externals].sort(
    (left, right) => right[1].size - left[1].size || comparePaths(left[0], right[0]),
  );
  const rows = ordered.map(([name, files]) => {
    const declaring = survey.manifests.filter((manifest) =>
      [...manifest.dependencies, ...manifest.developmentDependencies].includes(name),
    );
    return {
      subject: name,
      values: [formatCount(files.size), formatCount(declaring.length)],
    };
  });
  return {
    heading: '### Packages from outside',
    lead: () => ['Who is imported, and whether a `package.json` says so.'],
    table: {
      ...{ kind: 'Dependency', rows, first: 8, most: 30 },
      measures: ['Importing files', 'Declaring packages'],
      empty: 'No file that was read imports a package from outside the tree.',
    },
  };
}

function links({ survey }: Findings, areas: Areas): Block {
  const counts = new Map<string, number>();
  for (const [importer, targets] of survey.imports) {
    const from = areas.of(importer);
    for (const target of targets) {
      const to = areas.of(target);
      if (from === null || to === null || from === to) continue;
      if (!isNameablePath(from) || !isNameablePath(to)) continue;
      counts.set(`${from} -> ${to}`, (counts.get(`${from} -> ${to}`) ?? 0) + 1);
    }
  }
  const rows = [...counts]
    .sort((left, right) => right[1] - left[1] || comparePaths(left[0], right[0]))
    .map(([link, count]) => ({ subject: link, values: [formatCount(count)] }));
  return {
    heading: '### Imports between parts',
    lead: () => ['Which part leans on which: relative imports, and imports by package name.'],
    table: {
      ...{ kind: 'Link', measures: ['Imports'], rows, first: 8, most: 40 },
      empty: 'No part imports another.',
    },
  };
}
