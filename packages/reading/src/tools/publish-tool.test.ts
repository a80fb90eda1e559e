import { expect, test } from 'vitest';
import { openWorkshop, refuse, succeed } from './tools.fixture.ts';

const work = { feature: 'REQ-1', summary: 'Built the endpoint.', report: '# API\n\nDone.\n' };

test('stores the report and its notice, and answers the notice', async () => {
  const { client, toolsOf } = await openWorkshop();
  const publish = toolsOf('roy')('publish_report');
  const fields = { files_modified: 3, complexity: 'Simple', next_agent: 'billy' };
  const { structured, text } = await succeed(publish, { ...work, ...fields, metadata: { a: 1 } });
  expect(structured).toMatchObject({ status: 'complete', agent: 'roy', sequence: 1, ...fields });
  expect(JSON.parse(text)).toEqual(structured);
  const channel = 'agog.deliverables.roy.backend.REQ-1';
  expect(await client.fetchNotice({ channel })).toEqual(structured);
  expect(await client.fetchReport({ channel })).toMatchObject({
    content: work.report,
    metadata: { a: 1 },
  });
});

test('the same call again stores nothing twice; another verdict is another notice', async () => {
  const { client, toolsOf } = await openWorkshop();
  const publish = toolsOf('sylvia')('publish_report');
  await using notices = await client.subscribeToNotices();
  const first = await succeed(publish, { ...work, verdict: 'rejected' });
  expect(await succeed(publish, { ...work, verdict: 'rejected' })).toEqual(first);
  const second = await succeed(publish, { ...work, verdict: 'approved' });
  expect(second.structured).toMatchObject({ sequence: 1, verdict: 'approved' });
  expect((await notices.next()).value).toEqual(first.structured);
  expect((await notices.next()).value).toEqual(second.structured);
  const channel = 'agog.deliverables.sylvia.critique.REQ-1';
  expect(await client.history({ channel })).toHaveLength(1);
});

test('work that stopped needs no report, and may have one', async () => {
  const { toolsOf } = await openWorkshop();
  const publish = toolsOf('roy')('publish_report');
  const { report: _report, ...stopped } = { ...work, status: 'blocked', blockers: ['No key.'] };
  const { structured } = await succeed(publish, stopped);
  expect(structured).toMatchObject({ status: 'blocked', blockers: ['No key.'] });
  expect(structured).not.toHaveProperty('sequence');
  const failed = await succeed(publish, { ...work, status: 'failed' });
  expect(failed.structured).toMatchObject({ status: 'failed', sequence: 1 });
});

test('nobody publishes as another agent', async () => {
  const { client, toolsOf } = await openWorkshop();
  const publish = toolsOf('roy')('publish_report');
  for (const agent of ['cynthia', '', null, 7, { toString: 'roy' }]) {
    expect(await refuse(publish, { ...work, agent })).toMatchObject({
      code: 'permission_denied',
      message: 'These tools publish as roy, and as nobody else.',
    });
  }
  expect(await refuse(publish, { ...work, task_type: 'research' })).toMatchObject({
    code: 'unknown_task_type',
  });
  expect(await client.listReports()).toEqual([]);
});

test('what is wrong is found before anything is stored', async () => {
  const { client, toolsOf } = await openWorkshop();
  const publish = toolsOf('roy')('publish_report');
  const wrong = [
    [{ summary: 'x', feature: 'REQ-1' }, 'invalid_argument'],
    [{ ...work, report: '' }, 'invalid_argument'],
    [{ ...work, summary: ' ' }, 'invalid_notice'],
    [{ ...work, summary: 'long words '.repeat(200) }, 'notice_too_long'],
    [{ ...work, summary: 'long words '.repeat(200), status: 'failed' }, 'notice_too_long'],
    [{ ...work, feature: 'a.b' }, 'invalid_name'],
    [{ ...work, next_agent: 'a b' }, 'invalid_notice'],
    [{ ...work, metadata: { a: 'ä'.repeat(20_000) } }, 'invalid_metadata'],
    [{ ...work, report: 'x'.repeat(11_000_000) }, 'message_too_large'],
  ] as const;
  for (const [input, code] of wrong) {
    expect(await refuse(publish, input)).toMatchObject({ code, hint: expect.any(String) });
  }
  expect(await client.listReports()).toEqual([]);
  expect(await client.fetchNotice({ channel: 'agog.deliverables.roy.backend.REQ-1' })).toBeNull();
});

test('a call that is aborted says so', async () => {
  const { toolsOf } = await openWorkshop();
  const publish = toolsOf('roy')('publish_report');
  const answer = await refuse(publish, work, { signal: AbortSignal.abort() });
  expect(answer).toMatchObject({ code: 'aborted' });
});
