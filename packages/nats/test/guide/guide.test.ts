// The calls of the guide's snippets, each against a real server. What is altered besides the import path:
//
// - Each snippet stands in a function, because snippets await, return, and declare the same names again.
// - `natsService` and `client` are those of an earlier snippet; the lone `jsm` is `client.jsm`.
// - Names that the guide does not define are in free-names.ts; the orchestrator is given a `spawnAgent`.
// - `{ ... }` is filled in, and properties that stand alone (`featureName: …`, `metadata: {…}`) stand in a report.
// - Where the guide leaves out a check that a strict compiler asks for, a comment says so.
import { NATSClient, NATSDeliverableService } from '@agog/deliverables-nats';
import { startServer } from '@agog-internal/nats-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cynthia, roy, sylvia } from './agents.ts';
import { fullReport, fullResearchReport, processReport, type Spawn } from './free-names.ts';
import { OrchestratorService } from './orchestrator-service.ts';

const server = await startServer({ user: 'agog_user', password: 'swordfish' });
vi.stubEnv('NATS_URL', server.url);
vi.stubEnv('NATS_USER', 'agog_user');
vi.stubEnv('NATS_PASSWORD', 'swordfish');

const natsService = new NATSDeliverableService();
const client = new NATSClient();

beforeAll(async () => {
  await natsService.initialize();
});
afterAll(async () => {
  await natsService.close();
  await client.close();
  await server[Symbol.asyncDispose]();
});

test('publish a report, return a notice of it, fetch the report', async () => {
  const publish = async () => {
    await natsService.publishReport({
      agent: 'cynthia',
      taskType: 'research',
      featureName: 'customer-search',
      reportContent: fullResearchReport,
      metadata: {
        files_analyzed: 15,
        complexity: 'Medium',
        duration_minutes: 12,
      },
    });
    const completionNotice = natsService.createCompletionNotice(
      'cynthia',
      'customer-search',
      'agog.deliverables.cynthia.research.customer-search',
      'Found out how people search for customers',
      {
        complexity: 'Medium',
        files_modified: 0,
        ready_for_next_stage: true,
      },
    );
    return completionNotice;
  };
  expect(await publish()).toMatchObject({ status: 'complete', sequence: 1, files_modified: 0 });

  const researchReport = await natsService.fetchReport({
    agent: 'cynthia',
    taskType: 'research',
    featureName: 'customer-search',
  });
  const shown: unknown[] = [];
  if (researchReport) {
    shown.push(researchReport.content);
    shown.push(researchReport.metadata);
    shown.push(Date.parse(researchReport.timestamp));
  }
  const metadata = expect.objectContaining({ files_analyzed: 15 });
  expect(shown).toEqual([fullResearchReport, metadata, expect.any(Number)]);
});

test('three agents hand over their work', async () => {
  expect(await cynthia(natsService)).toMatchObject({ agent: 'cynthia', sequence: 2 });
  expect(await sylvia(natsService)).toMatchObject({ agent: 'sylvia', sequence: 1 });
  expect(await roy(natsService)).toMatchObject({ agent: 'roy', files_modified: 5 });
});

test('look at the streams', async () => {
  const statuses = await natsService.getStreamStatuses();
  expect(statuses).toHaveLength(6);
  const research = { name: 'agog_features_research', messages: 2, bytes: expect.any(Number) };
  expect(statuses[0]).toMatchObject(research);

  const cynthiaStatus = await natsService.getAgentStreamStatus('cynthia');
  expect(cynthiaStatus.state.messages).toBe(2);
});

test('subscribe, fetch by sequence, raise limits, purge, delete', async () => {
  await client.connect();
  const seen: unknown[] = [];
  await client.subscribeToDeliverables({
    agent: 'cynthia',
    callback: async (content, metadata) => {
      seen.push([content, metadata.feature, metadata.timestamp]);
    },
  });
  await cynthia(natsService);
  const report = [expect.stringContaining('#'), 'customer-search', expect.any(String)];
  await vi.waitFor(() => expect(seen).toEqual([report]));

  const streamName = 'agog_features_research';
  const sequence = 1;
  const msg = await client.jsm.streams.getMessage(streamName, { seq: sequence });
  expect(msg?.subject).toBe('agog.deliverables.cynthia.research.customer-search');
  expect(msg?.string()).toBe(fullResearchReport);

  const { jsm } = client;
  await jsm.streams.update('agog_features_research', {
    max_msgs: 20000,
    max_bytes: 2 * 1024 * 1024 * 1024,
  });
  const { config } = await natsService.getAgentStreamStatus('cynthia');
  expect(config).toMatchObject({ maxMessages: 20_000, maxBytes: 2_147_483_648 });

  await client.jsm.streams.purge('agog_features_research');
  expect((await natsService.getAgentStreamStatus('cynthia')).state.messages).toBe(0);
  await client.jsm.streams.delete('agog_features_research');
  await expect(natsService.getAgentStreamStatus('cynthia')).rejects.toThrow(
    expect.objectContaining({ code: 'stream_not_found' }),
  );
  await natsService.initialize();
});

test('the best practices', async () => {
  const publishThenReturn = async () => {
    await natsService.publishReport({
      agent: 'roy',
      taskType: 'backend',
      featureName: 'invoice-pdf-generator',
      reportContent: fullReport,
      metadata: {
        files_modified: 5,
        complexity: 'Medium',
        duration_minutes: 12,
        dependencies: ['customers', 'orders'],
      },
    });
    return natsService.createCompletionNotice({
      agent: 'roy',
      featureName: 'invoice-pdf-generator',
      channel: 'agog.deliverables.roy.backend.invoice-pdf-generator',
      summary: 'Built the generator',
    });
  };
  expect(await publishThenReturn()).toMatchObject({ feature: 'invoice-pdf-generator' });

  const fetchGracefully = async (featureName: string) => {
    const report = await natsService.fetchReport({
      agent: 'roy',
      taskType: 'backend',
      featureName,
    });
    if (!report) {
      return 'goes on without';
    }
    return processReport(report.content);
  };
  expect(await fetchGracefully('inventory-lot-tracking')).toBe('goes on without');
  expect(await fetchGracefully('invoice-pdf-generator')).toBe(fullReport.length);
});

test('the orchestrator', async () => {
  const agents = { cynthia, sylvia, roy };
  const spawned: unknown[] = [];
  let service = (): NATSDeliverableService | null => null;
  const orchestrator = new OrchestratorService((natsServiceOf): Spawn => {
    service = natsServiceOf;
    return (agent, featureName, context) => {
      spawned.push([agent, featureName, context]);
      return agents[agent as keyof typeof agents](natsServiceOf()); // one of the three
    };
  });
  await orchestrator.initialize();
  const notices = await orchestrator.executeFeatureWorkflow('customer-search');
  await service()?.close();
  expect(notices.map(({ agent }) => agent)).toEqual(['cynthia', 'sylvia', 'roy']);
  const previousChannel = 'agog.deliverables.cynthia.research.customer-search';
  expect(spawned[1]).toEqual([
    'sylvia',
    'customer-search',
    { previousAgent: 'cynthia', previousChannel },
  ]);
});
