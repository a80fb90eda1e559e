// Checks the built packages as they would be published: contents, manifest, types, neutrality and size in a browser.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForBrowser } from './bundle-for-browser.ts';
import { checkTarball } from './check-tarball.ts';
import { type PackedPackage, packPackage } from './pack-package.ts';
import { boundEntries, sizeLimits } from './size-limits.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const resolvedFrom = fileURLToPath(new URL('../', import.meta.url));
const destination = mkdtempSync(join(tmpdir(), 'agog-packages-'));
let passed = 0;
let failed = 0;

function report(what: string, problems: readonly string[]): void {
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${what}`);
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length === 0) passed += 1;
  else failed += 1;
}

function entryNames({ name, manifest }: PackedPackage): string[] {
  const subpaths = Object.keys(manifest.exports).filter((path) => !path.endsWith('.json'));
  return subpaths.map((path) => name + path.slice(1));
}

async function checkNeutral(entry: string): Promise<string[]> {
  try {
    await bundleForBrowser([entry], resolvedFrom);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

try {
  for (const name of readdirSync(join(root, 'packages'))) {
    const folder = join(root, 'packages', name);
    const packed = packPackage(folder, destination);
    report(`${packed.name} is fit to publish`, await checkTarball(packed));
    for (const entry of entryNames(packed)) {
      if (!boundEntries.includes(entry)) report(`${entry} bundles`, await checkNeutral(entry));
    }
  }
  for (const { entries, bytes } of sizeLimits) {
    const { gzipBytes } = await bundleForBrowser(entries, resolvedFrom);
    const what = `${entries.join(' + ')}: ${gzipBytes} of ${bytes} bytes gzipped`;
    report(what, gzipBytes > bytes ? [`${gzipBytes - bytes} bytes too many`] : []);
  }
} finally {
  rmSync(destination, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
