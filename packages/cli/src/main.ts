#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything large is loaded: what was compiled once starts from a cache after that.
enableCompileCache();
const { runProcess } = await import('./program/run-process.ts');
await runProcess();
