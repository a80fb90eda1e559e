import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeConformance } from '@agog/deliverables-conformance/node-test';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';

await describeConformance<string>({
  name: 'sqlite',
  createStore: () => mkdtemp(join(tmpdir(), 'agog-conformance-')),
  open: (folder) => openSqliteTransport({ path: join(folder, 'store.db') }),
  removeStore: (folder) => rm(folder, { recursive: true }),
});
