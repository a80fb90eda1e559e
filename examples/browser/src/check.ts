// Two people look at the page in Chromium, on a real server: what one publishes the other sees at once, reads and
// answers, also after the server was killed. Ends with 1 when anything is otherwise.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '@agog-internal/nats-server';
import { chromiumBinary, chromiumSwitches, fetchRuntimes } from '@agog-internal/runtimes';
import { chromium } from 'playwright-core';
import { critique, findings, plan } from './samples.ts';
import { servePage } from './serve-page.ts';
import { type Visitor, visit } from './visitor.ts';

const { values } = parseArgs({ options: { screenshot: { type: 'string' } } });
await using server = await startServer();
await using served = await servePage(0);
const browser = await chromium.launch({
  executablePath: chromiumBinary(fetchRuntimes()),
  args: [...chromiumSwitches],
});
const problems: string[] = [];

async function openPage(): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  return visit(page, served.addressFor(server.websocketUrl));
}

try {
  const [ada, bob] = await Promise.all([openPage(), openPage()]);
  console.log('Ada publishes a report: Bob sees it, and reads it with its notice.');
  await ada.publish(findings);
  await bob.see(findings, 1);
  await bob.read(findings);

  console.log('Bob publishes one as well: Ada sees it.');
  await bob.publish(critique);
  await ada.see(critique, 1);

  console.log('The server is killed and comes back: what Ada publishes then, Bob sees as well.');
  await server.restart({ signal: 'SIGKILL' });
  const more = { ...findings, content: `${findings.content}\n\nCounted again in November.` };
  await ada.publish(more);
  await bob.see(more, 2);
  await bob.read(more);
  await ada.publish(plan);
  await bob.see(plan, 1);

  console.log('Whoever opens the page later finds all of it.');
  const eve = await openPage();
  await eve.see(more, 2);
  await eve.see(critique, 1);
  await eve.see(plan, 1);

  console.log('A name that cannot be is refused, with one that can.');
  await eve.publish({ ...plan, feature: 'Customer Search' }, /customer-search/);

  if (values.screenshot !== undefined) {
    await bob.read(critique);
    await bob.photograph(resolve(values.screenshot));
  }
  if (problems.length > 0) throw new Error(`the page threw: ${problems.join('; ')}`);
  console.log('All as it must be.');
} finally {
  await browser.close();
}
