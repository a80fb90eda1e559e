import { createClient, defaultRoster } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { serveStdio } from './serve-stdio.ts';

// A process of its own: serves the store named first, for the agent roy.
const [path = ''] = process.argv.slice(2);
const transport = await openSqliteTransport({ path });
const client = createClient({ transport, roster: defaultRoster });
const service = await serveStdio({ client, agent: 'roy', progressInterval: 20 });
await service.finished;
await client.close();
