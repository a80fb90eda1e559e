// Compiles and runs every TypeScript block of the documents, each a module of its own, and looks up what their shell
// commands name. The modules keep the line numbers of the documents, so that a message leads to its place.
// Where a block speaks of a NATS server on localhost, it is given a real one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NatsServer, startServer } from '@agog-internal/nats-server';
import { checkShellCommand } from './check-shell.ts';
import { type Fence, fencesOf } from './fences.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const scripts = new Set(Object.keys(manifest.scripts));
const shells = new Set(['sh', 'bash', 'shell', 'console']);
// In this folder the packages resolve by their published names.
const folder = mkdtempSync(fileURLToPath(new URL('../generated-', import.meta.url)));
let server: NatsServer | null = null;
let passed = 0;
let failed = 0;

function report(place: string, problem: string | null): void {
  if (problem === null) passed += 1;
  else failed += 1;
  console.log(problem === null ? `✓ ${place}` : `✗ ${place}\n${problem}`);
}

function run(command: string, words: string[], cwd: string): string | null {
  const env = server === null ? process.env : { ...process.env, NATS_URL: server.url };
  const { status, signal, error, stdout, stderr } = spawnSync(command, words, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return status === 0 ? null : `${stdout}${stderr}${error ?? signal ?? ''}`.trim();
}

function checkShell({ text, line }: Fence, document: string): void {
  for (const [index, command] of text.split('\n').entries()) {
    const problem = checkShellCommand(command, scripts, (path) => existsSync(join(root, path)));
    if (problem !== null) report(`${document}:${line + index}`, problem);
  }
}

try {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', ':!.changeset'];
  const documents = spawnSync('git', list, { cwd: root, encoding: 'utf8' }).stdout.split('\n');
  const modules: { place: string; file: string; text: string }[] = [];
  for (const document of documents.filter((path) => path !== '' && existsSync(join(root, path)))) {
    for (const fence of fencesOf(readFileSync(join(root, document), 'utf8'))) {
      if (shells.has(fence.language)) checkShell(fence, document);
      if (fence.language !== 'ts' && fence.language !== 'typescript') continue;
      const file = `${document.replace(/\.md$/, '').replaceAll('/', '-')}-${fence.line}.ts`;
      const text = '\n'.repeat(fence.line - 1) + fence.text;
      writeFileSync(join(folder, file), text);
      modules.push({ place: `${document}:${fence.line}`, file, text });
    }
  }
  const compilerOptions = { noUnusedLocals: false, customConditions: ['@agog/source'] };
  const configuration = { extends: '../../../tsconfig.json', compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...configuration, exclude: [] }));
  if (modules.length > 0) report('all snippets compile', run('tsc', ['-p', '.'], folder));
  const scratch = join(folder, 'scratch'); // what a snippet writes goes here
  mkdirSync(scratch);
  for (const { place, file, text } of modules) {
    if (/localhost:(4222|8080|8223)|new NATS/.test(text)) {
      server ??= await startServer();
      const { url, websocketUrl, monitorUrl } = server;
      const placed = text
        .replaceAll('nats://localhost:4222', url)
        .replaceAll('ws://localhost:8080', websocketUrl)
        .replaceAll('http://localhost:8223', monitorUrl);
      writeFileSync(join(folder, file), placed);
    }
    report(place, run('node', ['--conditions=@agog/source', join(folder, file)], scratch));
  }
} finally {
  await server?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
