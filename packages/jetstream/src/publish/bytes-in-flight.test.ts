import { startDeadline } from '@agog/deliverables-core/transport';
import { expect, test } from 'vitest';
import { createBytesInFlight } from './bytes-in-flight.ts';

const mebibyte = 1024 * 1024;

test('no more than 64 MiB are on their way', async () => {
  const bytes = createBytesInFlight();
  let inFlight = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    const giveBack = await bytes.reserve(10 * mebibyte, startDeadline({ timeout: 5_000 }));
    inFlight += 10;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    inFlight -= 10;
    giveBack();
  };
  await Promise.all(Array.from({ length: 64 }, work));
  expect(most).toBe(60);
});

test('a single message goes however large it is', async () => {
  const bytes = createBytesInFlight();
  const giveBack = await bytes.reserve(100 * mebibyte, startDeadline());
  const waiting = bytes.reserve(1, startDeadline({ timeout: 20 }));
  await expect(waiting).rejects.toMatchObject({ code: 'timeout' });
  giveBack();
  (await bytes.reserve(1, startDeadline()))();
});
