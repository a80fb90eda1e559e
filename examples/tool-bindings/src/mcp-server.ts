import { createClient, defaultRoster } from '@agog/deliverables-core';
import { serveStdio } from '@agog/deliverables-mcp/stdio';
import { connectNats } from '@agog/deliverables-nats';

// What an MCP client starts: serves Roy on standard input and output, over the NATS server that is named first.
const [servers = 'nats://localhost:4222'] = process.argv.slice(2);
const transport = await connectNats({ servers });
const client = createClient({ transport, roster: defaultRoster });
const service = await serveStdio({ client, agent: 'roy' });
await service.finished;
await client.close();
