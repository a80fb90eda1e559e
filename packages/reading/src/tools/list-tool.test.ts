import { expect, test } from 'vitest';
import { openWorkshop, refuse, succeed } from './tools.fixture.ts';

test('lists every stage of a feature, done or not', async () => {
  const { toolsOf } = await openWorkshop();
  const work = { feature: 'REQ-1', summary: 'Found it.', report: '# Findings\n\nIt is there.\n' };
  await succeed(toolsOf('cynthia')('publish_report'), work);
  await succeed(toolsOf('sylvia')('publish_report'), { ...work, verdict: 'approved' });
  const list = toolsOf('roy')('list_reports');
  const { structured } = await succeed(list, { feature: 'REQ-1' });
  expect(structured).toEqual({
    omitted: 0,
    reports: [
      {
        agent: 'cynthia',
        task_type: 'research',
        sequence: 1,
        title: 'Findings',
        tokens: expect.any(Number),
        time: expect.any(String),
        status: 'complete',
      },
      expect.objectContaining({ agent: 'sylvia', verdict: 'approved' }),
      { agent: 'roy', task_type: 'backend' },
      { agent: 'jen', task_type: 'frontend' },
      { agent: 'billy', task_type: 'qa' },
      { agent: 'priya', task_type: 'statistics' },
    ],
  });
  const one = await succeed(list, { feature: 'REQ-1', agent: 'roy' });
  expect(one.structured).toMatchObject({ reports: [{ agent: 'roy' }] });
});

test('lists the newest reports, and says how many are older', async () => {
  const { client, toolsOf } = await openWorkshop();
  for (let number = 1; number <= 33; number += 1) {
    const name = { agent: 'roy', taskType: 'backend', featureName: `REQ-${number}` } as const;
    await client.publishReport({ ...name, reportContent: `# Work ${number}\n` });
  }
  const { structured, text } = await succeed(toolsOf('roy')('list_reports'), { agent: 'roy' });
  expect(structured).toMatchObject({ omitted: 3 });
  expect(JSON.parse(text).reports).toHaveLength(30);
  expect(JSON.parse(text).reports[0]).toMatchObject({ feature: 'REQ-33', title: 'Work 33' });
});

test('refuses names that nobody has', async () => {
  const { toolsOf } = await openWorkshop();
  const list = toolsOf('roy')('list_reports');
  expect(await refuse(list, { agent: 'mallory' })).toMatchObject({ code: 'unknown_agent' });
  expect(await refuse(list, { feature: 'REQ-1', agent: 'mallory' })).toMatchObject({
    code: 'unknown_agent',
  });
  expect(await refuse(list, { feature: '*' })).toMatchObject({ code: 'invalid_name' });
});
