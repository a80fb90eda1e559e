import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { filterProblems } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { PackedPackage } from './pack-package.ts';

/** What is wrong with a package as it would be published; empty when it is fine. */
export async function checkTarball(packed: PackedPackage): Promise<string[]> {
  return [...checkFiles(packed), ...(await checkManifest(packed)), ...(await checkTypes(packed))];
}

/** Exactly what belongs in it: sources, build, licence and readme, but no test. */
function checkFiles({ files, manifest }: PackedPackage): string[] {
  const missing = ['LICENSE', 'README.md', 'package.json'].filter((file) => !files.includes(file));
  const astray = files.filter((file) => /\.(?:test|test-d|fixture)\.ts$/.test(file));
  const local = Object.entries(manifest.dependencies ?? {}).filter(([, range]) =>
    range.startsWith('workspace:'),
  );
  return [
    ...missing.map((file) => `${file} is missing`),
    ...astray.map((file) => `${file} is for tests and should not be published`),
    ...local.map(([name, range]) => `${name} is still at ${range}`),
  ];
}

async function checkManifest({ tarball }: PackedPackage): Promise<string[]> {
  const { messages, pkg } = await publint({
    pack: { tarball: exactBuffer(tarball) },
    strict: true,
  });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

/** Every entry has to resolve, with its types, for a module and for a bundler. `require` is not supported. */
async function checkTypes({ tarball }: PackedPackage): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) return ['attw: there are no types'];
  const resolutions = ['node16-esm', 'bundler'] as const;
  const problems = resolutions.flatMap((resolutionKind) =>
    filterProblems(analysis, { resolutionKind }),
  );
  return [...new Set(problems)].map((problem) => `attw: ${JSON.stringify(problem)}`);
}

function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
