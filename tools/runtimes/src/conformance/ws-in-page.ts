import { connectWebSocket } from '@agog/deliverables-ws';
import { runInPage } from './run-in-page.ts';
import { serverHarness } from './server-harness.ts';

/** What the page runs, on the server at a URL. */
export function run(servers: string): Promise<string> {
  return runInPage(serverHarness('ws', () => connectWebSocket({ servers })));
}
