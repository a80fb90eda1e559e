import type { Transport } from '@agog/deliverables-core';
import { createClient, defaultRoster } from '@agog/deliverables-core';

const name = { agent: 'cynthia', taskType: 'research', featureName: 'customer-search' } as const;
const reportContent =
  '# Customer search\n\nWhat a runtime has to get right: Zürich, 東京, and a ✓.\n';

/**
 * Hands one report over, end to end: subscribe, deliver, fetch by the notice, verify, and see it come by the
 * subscription. Throws when anything comes back otherwise.
 */
export async function deliverOnce(transport: Transport): Promise<void> {
  const client = createClient({ transport, roster: defaultRoster });
  try {
    await client.initialize();
    const subscription = await client.subscribeToDeliverables({ agent: name.agent });
    const notice = await client.deliver(
      { ...name, reportContent },
      { summary: 'One report, handed over.', complexity: 'Simple' },
    );
    const found = await client.fetchNotice(name);
    const report = await client.fetchReportOrThrow(notice);
    const { sequence } = await client.verifyNotice(notice);
    const { value: heard } = await subscription.next();
    await subscription.close();
    const { content } = report;
    const seen = { content, sequence, summary: found?.summary, heard: heard?.content };
    const { summary } = notice;
    const said = { content: reportContent, sequence: notice.sequence, summary, heard: content };
    if (JSON.stringify(seen) !== JSON.stringify(said)) {
      throw new Error(`got ${JSON.stringify(seen)} instead of ${JSON.stringify(said)}`);
    }
  } finally {
    await client.close();
  }
}
