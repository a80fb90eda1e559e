import type { Transport } from '@agog/deliverables-core';
import { createClient, defaultRoster } from '@agog/deliverables-core';

const name = { agent: 'cynthia', taskType: 'research', featureName: 'customer-search' } as const;
const reportContent =
  '# Customer search\n\nWhat a runtime has to get right: Zürich, 東京, and a ✓.\n';

/** Hands one report over, end to end: deliver, fetch by the notice, verify. Throws when anything comes back otherwise. */
export async function deliverOnce(transport: Transport): Promise<void> {
  const client = createClient({ transport, roster: defaultRoster });
  try {
    await client.initialize();
    const notice = await client.deliver(
      { ...name, reportContent },
      { summary: 'One report, handed over.', complexity: 'Simple' },
    );
    const found = await client.fetchNotice(name);
    const report = await client.fetchReportOrThrow(notice);
    const head = await client.verifyNotice(notice);
    const seen = { content: report.content, sequence: head.sequence, summary: found?.summary };
    const expected = { content: reportContent, sequence: notice.sequence, summary: notice.summary };
    if (JSON.stringify(seen) !== JSON.stringify(expected)) {
      throw new Error(`got ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`);
    }
  } finally {
    await client.close();
  }
}
