import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { deliverOnce } from './deliver-once.ts';

const folder = await mkdtemp(join(tmpdir(), 'agog-smoke-'));
try {
  await deliverOnce(await openSqliteTransport({ path: join(folder, 'reports.db') }));
} finally {
  await rm(folder, { recursive: true });
}
