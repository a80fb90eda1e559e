import { connectWebSocket } from '@agog/deliverables-ws';
import { printReports } from './print-reports.ts';

/** What the page runs, on the server at a URL. */
export async function run(servers: string, print: (line: string) => unknown): Promise<string> {
  await printReports(await connectWebSocket({ servers }), print);
  return '';
}
