import { expect, test } from 'vitest';
import { createReader } from '../reader/create-reader.ts';
import type { ToolProgress } from './agent-tool.ts';
import { createTools } from './create-tools.ts';
import { openWorkshop, refuse, succeed } from './tools.fixture.ts';

const awaited = { agent: 'cynthia', feature: 'REQ-1' };
const work = { feature: 'REQ-1', summary: 'Found it.', report: '# Findings\n' };
const name = { agent: 'cynthia', taskType: 'research', featureName: 'REQ-1' } as const;

test('answers the notice that is there, and otherwise the one that comes', async () => {
  const { toolsOf } = await openWorkshop();
  const wait = toolsOf('roy')('wait_for_report');
  const publish = toolsOf('cynthia')('publish_report');
  const waiting = succeed(wait, awaited);
  const { structured: notice } = await succeed(publish, work);
  expect((await waiting).structured).toEqual({ arrived: true, notice });
  expect((await succeed(wait, awaited)).structured).toEqual({ arrived: true, notice });
});

test('waits for a later revision, and for word that work has stopped', async () => {
  const { toolsOf } = await openWorkshop();
  const wait = toolsOf('roy')('wait_for_report');
  const publish = toolsOf('cynthia')('publish_report');
  await succeed(publish, work);
  const later = succeed(wait, { ...awaited, after: 1 });
  await succeed(publish, { ...work, report: '# Findings, again\n' });
  expect((await later).structured).toMatchObject({ arrived: true, notice: { sequence: 2 } });
  await succeed(publish, { feature: 'REQ-1', summary: 'No key.', status: 'blocked' });
  const { structured } = await succeed(wait, { ...awaited, after: 2 });
  expect(structured).toMatchObject({ arrived: true, notice: { status: 'blocked' } });
});

test('a report that nobody says anything of arrives as well', async () => {
  const { client, toolsOf } = await openWorkshop();
  await client.publishReport({ ...name, reportContent: 'bare' });
  const { structured } = await succeed(toolsOf('roy')('wait_for_report'), awaited);
  expect(structured).toEqual({ arrived: true, sequence: 1 });
});

test('says that nothing has come, after words on how far it is', async () => {
  const { toolsOf } = await openWorkshop();
  const words: ToolProgress[] = [];
  const wait = toolsOf('roy')('wait_for_report');
  const onProgress = (word: ToolProgress) => void words.push(word);
  const { structured } = await succeed(wait, { ...awaited, timeout_seconds: 1 }, { onProgress });
  expect(structured).toEqual({ arrived: false });
  expect(words.length).toBeGreaterThan(3);
  expect(new Set(words.map(({ elapsed }) => elapsed)).size).toBe(words.length);
  expect(words[0]).toEqual({
    elapsed: expect.any(Number),
    total: 1,
    message: 'Waiting for cynthia/research/REQ-1',
  });
});

test('ends when it is aborted, and leaves nothing behind', async () => {
  const { client, toolsOf } = await openWorkshop();
  let open = 0;
  const { transport } = client;
  const { subscribe } = transport;
  transport.subscribe = async (...input) => {
    const subscription = await subscribe(...input);
    open += 1;
    const { close } = subscription;
    return Object.assign(subscription, {
      close: () => {
        open -= 1;
        return close();
      },
    });
  };
  const stop = new AbortController();
  const waiting = refuse(toolsOf('roy')('wait_for_report'), awaited, { signal: stop.signal });
  await expect.poll(() => open).toBe(2);
  stop.abort();
  expect(await waiting).toMatchObject({ code: 'aborted' });
  await expect.poll(() => open).toBe(0);
  const wait = toolsOf('roy')('wait_for_report');
  expect(await refuse(wait, awaited, { signal: stop.signal })).toMatchObject({ code: 'aborted' });
});

test('refuses what it cannot wait for', async () => {
  const { toolsOf } = await openWorkshop();
  const wait = toolsOf('roy')('wait_for_report');
  const wrong = [
    [{ feature: 'REQ-1' }, 'invalid_argument'],
    [{ ...awaited, agent: 'mallory' }, 'unknown_agent'],
    [{ ...awaited, feature: '>' }, 'invalid_name'],
    [{ ...awaited, timeout_seconds: 1e9 }, 'invalid_argument'],
    [{ ...awaited, after: -1 }, 'invalid_argument'],
  ] as const;
  for (const [input, code] of wrong) expect(await refuse(wait, input)).toMatchObject({ code });
});

test('a store that does not answer is no "not yet", and ends every other call in its time', async () => {
  const { client, toolsOf } = await openWorkshop();
  const { transport } = client;
  const never = () => new Promise<never>(() => {});
  const nothing = () => ({ [Symbol.asyncIterator]: () => ({ next: never }) });
  const wait = toolsOf('roy')('wait_for_report');
  const waiting = refuse(wait, { ...awaited, timeout_seconds: 1 });
  Object.assign(transport, { get: never, publish: never, read: nothing, readHeads: nothing });
  expect(await waiting).toMatchObject({ code: 'store_unavailable', retryable: true });
  const tools = createTools(createReader(client), { agent: 'roy', timeout: 50 });
  const inputs = [work, { ...awaited, query: 'index' }, {}, { ...awaited, timeout_seconds: 1 }];
  const answers = await Promise.all(tools.map((tool, index) => refuse(tool, inputs[index])));
  const late = { code: 'timeout', hint: expect.stringContaining('later'), retryable: true };
  expect(answers.slice(0, 3)).toMatchObject([late, late, late]);
  expect(answers[3]).toMatchObject({ code: 'store_unavailable' });
});
