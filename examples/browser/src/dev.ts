// Serves the page for people, with a server of its own or on the one that is named: `dev.ts [ws://host:port]`.
import { once } from 'node:events';
import { startServer } from '@agog-internal/nats-server';
import { servePage } from './serve-page.ts';

const stopped = Promise.race(
  ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)),
);
const given = process.argv[2];
await using page = await servePage(Number(process.env.PORT ?? 0));
await using server = given === undefined ? await startServer() : null;
console.log(`Open ${page.addressFor(given ?? server?.websocketUrl ?? '')} in two windows.`);
if (server) console.log(`Its reports are gone when this ends; agents reach it at ${server.url}.`);
await stopped;
