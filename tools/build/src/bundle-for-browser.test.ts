import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleForBrowser } from './bundle-for-browser.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agog-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, text: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, type: 'module' }));
  writeFileSync(join(place, 'index.js'), text);
}

test('bundles and weighs an entry with what it imports', async () => {
  install('apple', "export { seed } from 'pear';");
  install('pear', 'export const seed = 42;');
  const { text, gzipBytes } = await bundleForBrowser(['apple'], folder);
  expect(text).toContain('42');
  expect(gzipBytes).toBeGreaterThan(20);
});

test('refuses what a browser does not have', async () => {
  install('apple', "export { seed } from 'pear';");
  install('pear', "import { hash } from 'node:crypto';\nexport const seed = hash('sha256', '');");
  await expect(bundleForBrowser(['apple'], folder)).rejects.toThrow('node:crypto');
});
