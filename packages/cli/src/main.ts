#!/usr/bin/env node
import * as nodeModule from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`error: agog needs Node 22.13 or later, and this is ${process.version}.\n`);
  process.exit(2);
}
// Before anything large is loaded: what was compiled once starts from a cache after that. Deno has none.
nodeModule.enableCompileCache?.();
const { runProcess } = await import('./program/run-process.ts');
await runProcess();
