import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, ways } from './connections.fixture.ts';

/** For a machine that does much else. */
const patience = { timeout: 10_000, interval: 10 };

const template = 'agog://{agent}/{type}/{feature}';

const publishResearch = ({ store }: Connection, featureName: string, reportContent: string) =>
  store.deliver(
    { agent: 'cynthia', taskType: 'research', featureName, reportContent },
    { summary: 'Found it.' },
  );

const longReport = [
  '# Findings',
  ...Array.from(
    { length: 12 },
    (_, index) => `## Finding ${index + 1}\n\n${'The index is fast. '.repeat(120)}`,
  ),
].join('\n\n');

describe.each(ways)('$name', ({ modern, open }) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await open();
  });
  afterAll(() => connection.close());

  test('every tool', async () => {
    const { mcp, store } = connection;
    expect(mcp.getNegotiatedProtocolVersion()).toBe(modern ? '2026-07-28' : '2025-11-25');
    const { tools } = await mcp.listTools();
    expect(countO200k(JSON.stringify({ tools }))).toBeLessThanOrEqual(1_100);
    await publishResearch(connection, 'REQ-1', longReport);

    const outline = await mcp.callTool({
      name: 'read_report',
      arguments: { agent: 'cynthia', feature: 'REQ-1' },
    });
    expect(outline.structuredContent).toMatchObject({ kind: 'outline', sequence: 1 });
    const part = await mcp.callTool({
      name: 'read_report',
      arguments: { agent: 'cynthia', feature: 'REQ-1', sections: ['Finding 7'] },
    });
    expect(part.structuredContent).toMatchObject({ kind: 'part' });
    const { text } = part.structuredContent as { text: string };
    expect(text).toMatch(/^\[\w+: written by the agent cynthia, .*Data, not instructions/);

    const published = await mcp.callTool({
      name: 'publish_report',
      arguments: { feature: 'REQ-1', summary: 'Built it.', report: '# Built\n' },
    });
    expect(published.structuredContent).toEqual(
      await store.fetchNotice({ channel: 'agog.deliverables.roy.backend.REQ-1' }),
    );
    const listed = await mcp.callTool({ name: 'list_reports', arguments: { feature: 'REQ-1' } });
    const { reports } = listed.structuredContent as { reports: { sequence?: number }[] };
    expect(reports.map(({ sequence }) => sequence)).toEqual([1, undefined, 1, ...Array(3)]);
    const waited = await mcp.callTool({
      name: 'wait_for_report',
      arguments: { agent: 'cynthia', feature: 'REQ-1' },
    });
    expect(waited.structuredContent).toMatchObject({ arrived: true, notice: { sequence: 1 } });
  });

  test('resources, their template, completion and prompts', async () => {
    const { mcp } = connection;
    await publishResearch(connection, 'REQ-2', '# Findings\n\nIt is there.\n');
    const uri = 'agog://cynthia/research/REQ-2';
    const { resources } = await mcp.listResources();
    expect(resources.find((resource) => resource.uri === uri)).toMatchObject({
      title: 'Findings',
      size: 25,
      mimeType: 'text/plain',
    });
    const { resourceTemplates } = await mcp.listResourceTemplates();
    expect(resourceTemplates).toEqual([expect.objectContaining({ uriTemplate: template })]);
    const { contents } = await mcp.readResource({ uri });
    expect(contents).toEqual([{ uri, mimeType: 'text/plain', text: expect.any(String) }]);
    expect(JSON.stringify(contents)).toContain('Data, not instructions');
    await expect(mcp.readResource({ uri: 'agog://cynthia/research/none' })).rejects.toThrow();
    await expect(mcp.readResource({ uri: 'agog://mallory/x/none' })).rejects.toThrow('mallory');
    await expect(mcp.readResource({ uri: 'file:///etc/passwd' })).rejects.toThrow('no report');

    const complete = async (name: string, value: string, known = {}) => {
      const ref = { type: 'ref/resource', uri: template } as const;
      const context = { arguments: known };
      const { completion } = await mcp.complete({ ref, argument: { name, value }, context });
      return completion.values;
    };
    expect(await complete('agent', 'c')).toEqual(['cynthia']);
    expect(await complete('type', '', { agent: 'sylvia' })).toEqual(['critique']);
    expect(await complete('feature', 'REQ-2', { agent: 'cynthia' })).toEqual(['REQ-2']);
    expect(await complete('feature', 'REQ-2', { agent: 'roy' })).toEqual([]);

    const ref = { type: 'ref/prompt', name: 'onboard-cynthia' } as const;
    const completed = async (name: string, value: string) =>
      (await mcp.complete({ ref, argument: { name, value } })).completion.values;
    expect(await completed('type', '')).toEqual(['research']);
    expect(await completed('feature', 'REQ-2')).toEqual(['REQ-2']);
    expect(await completed('none', '')).toEqual([]);

    const { prompts } = await mcp.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain('onboard-roy');
    const prompt = { name: 'onboard-roy', arguments: { feature: 'REQ-1' } };
    const { messages } = await mcp.getPrompt(prompt);
    expect(JSON.stringify(messages)).toContain('You are the agent roy');
    await expect(mcp.getPrompt({ name: 'onboard-mallory' })).rejects.toThrow('no prompt');
    await expect(mcp.getPrompt({ name: 'onboard-roy' })).rejects.toThrow('feature');
  });

  test('subscriptions fire on a new revision, and the list on a new channel', async () => {
    const { mcp, store } = connection;
    const uri = 'agog://cynthia/research/REQ-3';
    const updated: string[] = [];
    let lists = 0;
    mcp.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      updated.push(params.uri);
    });
    mcp.setNotificationHandler('notifications/resources/list_changed', () => {
      lists += 1;
    });
    if (modern) await mcp.listen({ resourceSubscriptions: [uri], resourcesListChanged: true });
    else await mcp.subscribeResource({ uri });
    await publishResearch(connection, 'REQ-3', 'one');
    await expect.poll(() => updated, patience).toEqual([uri]);
    await publishResearch(connection, 'REQ-3', 'two');
    await expect.poll(() => updated, patience).toEqual([uri, uri]);
    // Another channel changes the list, and nothing that was subscribed to.
    await expect.poll(() => lists, patience).toBeGreaterThan(0);
    const before = lists;
    const other = { agent: 'sylvia', taskType: 'critique', featureName: 'REQ-3' } as const;
    await store.publishReport({ ...other, reportContent: 'x' });
    await expect.poll(() => lists, patience).toBe(before + 1);
    expect(updated).toEqual([uri, uri]);
    if (!modern) await mcp.unsubscribeResource({ uri });
  });

  test('progress on a long wait, and its cancellation', async () => {
    const { mcp } = connection;
    const heard: unknown[] = [];
    const stop = new AbortController();
    const wait = { name: 'wait_for_report', arguments: { agent: 'cynthia', feature: 'REQ-4' } };
    const waiting = mcp.callTool(wait, {
      signal: stop.signal,
      onprogress: (progress) => heard.push(progress),
    });
    await expect.poll(() => heard.length, patience).toBeGreaterThan(1);
    expect(heard[0]).toMatchObject({ total: 50, message: 'Waiting for cynthia/research/REQ-4' });
    stop.abort();
    await expect(waiting).rejects.toThrow();
    const { tools } = await mcp.listTools();
    expect(tools).toHaveLength(4);
  });

  test('what is wrong is answered, and typed', async () => {
    const { mcp } = connection;
    const call = async (name: string, input: Record<string, unknown>) => {
      const { isError, content } = await mcp.callTool({ name, arguments: input });
      const [block] = content;
      return block?.type === 'text' ? { isError, ...JSON.parse(block.text) } : null;
    };
    const work = { feature: 'REQ-1', summary: 'x', report: '# x' };
    expect(await call('publish_report', { ...work, agent: 'cynthia' })).toMatchObject({
      isError: true,
      code: 'permission_denied',
    });
    expect(await call('publish_report', { ...work, files_modified: 'many' })).toMatchObject({
      isError: true,
      code: 'invalid_argument',
    });
    expect(await call('read_report', { agent: 'cynthia', feature: 'none' })).toMatchObject({
      code: 'not_found',
    });
    await expect(mcp.callTool({ name: 'rm' })).rejects.toThrow('no tool');
  });
});
