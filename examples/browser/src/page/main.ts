import { DeliverablesError } from '@agog/deliverables-core';
import { connect } from './connect.ts';
import { elementOf } from './element.ts';
import { bindPublishForm } from './publish-form.ts';
import { createReader } from './reader.ts';
import { createReportList } from './report-list.ts';

const connection = elementOf('connection', HTMLElement);

function tellConnection(state: string, text: string = state): void {
  connection.dataset.state = state;
  connection.textContent = text;
}

async function open(): Promise<void> {
  const server = new URLSearchParams(location.search).get('server') ?? 'ws://localhost:8080';
  const client = await connect(server, tellConnection);
  bindPublishForm(client);
  const read = createReader(client);
  const list = createReportList(Object.keys(client.roster.agents), (head) => void read(head));
  // Listening begins first, then comes what is there already: nothing falls between.
  const listener = await client.subscribeToDeliverables({
    callback: (_content, _metadata, report) => list.show(report, true),
  });
  for (const head of await client.listReports()) list.show(head, false);
  await listener.finished;
}

function tellError(error: unknown): void {
  const { message, hint } = DeliverablesError.from(error);
  tellConnection('failed', `${message} ${hint}`.trim());
}

open().catch(tellError);
