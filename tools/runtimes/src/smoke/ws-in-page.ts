import { connectWebSocket } from '@agog/deliverables-ws';
import { deliverOnce } from './deliver-once.ts';

/** What the page runs, on the server at a URL. */
export async function run(servers: string): Promise<string> {
  await deliverOnce(await connectWebSocket({ servers }));
  return '1 passed, 0 failed';
}
