import { createClient, defaultRoster, type Transport } from '@agog/deliverables-core';

/** The content of the report after which a listener ends. */
export const lastContent = 'the last one';

/** Prints `listening`, then the sequence and content of every report as it comes, up to the last one. */
export async function printReports(
  transport: Transport,
  print: (line: string) => unknown,
): Promise<void> {
  const client = createClient({ transport, roster: defaultRoster });
  const subscription = await client.subscribeToDeliverables({ agent: 'cynthia' });
  await print('listening');
  for await (const { sequence, content } of subscription) {
    await print(`${sequence} ${content}`);
    if (content === lastContent) break;
  }
  await client.close();
}
