import { createClient, defaultRoster, type Transport } from '@agog/deliverables-core';

/** The content of the report after which a listener ends. */
export const lastContent = 'the last one';

/** Prints `listening`, then the sequence and content of every report as it comes, up to the last one. */
export async function printReports(transport: Transport): Promise<void> {
  const client = createClient({ transport, roster: defaultRoster });
  const subscription = await client.subscribeToDeliverables({ agent: 'cynthia' });
  console.log('listening');
  for await (const { sequence, content } of subscription) {
    console.log(`${sequence} ${content}`);
    if (content === lastContent) break;
  }
  await client.close();
}
