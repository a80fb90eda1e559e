import { expect, test } from 'vitest';
import { openClient, research, researchReport } from './client.fixture.ts';

test('a report that is there is answered at once, one that is not as soon as it is stored', async () => {
  const client = await openClient();
  const waiting = client.waitForReport(research);
  await client.publishReport(researchReport);
  expect(await waiting).toMatchObject({ sequence: 1 });
  expect(await client.waitForReport(research)).toMatchObject({ sequence: 1 });
  const later = client.waitForReport(research, { afterRevision: 2 });
  await client.publishReport(researchReport);
  await client.publishReport(researchReport);
  expect(await later).toMatchObject({ sequence: 3 });
});

test('none that is published while others begin to wait is missed', async () => {
  const client = await openClient();
  const features = Array.from({ length: 100 }, (_, index) => `feature-${index}`);
  const found = await Promise.all(
    features.flatMap((featureName) => [
      client.waitForReport({ ...research, featureName }),
      client.publishReport({ ...researchReport, featureName }),
    ]),
  );
  expect(found).toHaveLength(200);
});

test('a notice is awaited likewise, and an old one can be passed over', async () => {
  const client = await openClient();
  const first = await client.deliver(researchReport, { summary: 'First' });
  expect(await client.waitForNotice(research)).toEqual(first);
  const since = new Date(Date.now() + 3_600_000);
  await expect(client.waitForNotice(research, { since, timeout: 20 })).rejects.toMatchObject({
    code: 'timeout',
  });
});

test('what can never hold is refused, and not waited for', async () => {
  const client = await openClient();
  for (const afterRevision of [Number.NaN, -1, 1.5]) {
    await expect(client.waitForReport(research, { afterRevision })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  }
  const since = new Date(Number.NaN);
  await expect(client.waitForNotice(research, { since })).rejects.toMatchObject({
    code: 'invalid_argument',
  });
});

test('waiting ends with its time, its signal, or the client', async () => {
  const client = await openClient();
  const missing = { ...research, featureName: 'missing' };
  await expect(client.waitForReport(missing, { timeout: 20 })).rejects.toMatchObject({
    code: 'timeout',
  });
  const controller = new AbortController();
  const aborted = client.waitForReport(missing, { signal: controller.signal });
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
  const closed = client.waitForReport(missing);
  await client.close();
  await expect(closed).rejects.toMatchObject({ code: 'closed' });
});
