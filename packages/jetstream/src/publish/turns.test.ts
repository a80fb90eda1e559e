import { startDeadline } from '@agog/deliverables-core/transport';
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const patient = () => startDeadline({ timeout: 5_000 });

test('one holds a key at a time, in the order in which they came', async () => {
  const turns = createTurns();
  const order: number[] = [];
  let holders = 0;
  const work = async (index: number): Promise<void> => {
    const passOn = await turns.take('key', patient());
    holders += 1;
    expect(holders).toBe(1);
    await Promise.resolve();
    order.push(index);
    holders -= 1;
    passOn();
  };
  await Promise.all(Array.from({ length: 50 }, (_, index) => work(index)));
  expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('other keys do not wait', async () => {
  const turns = createTurns();
  await turns.take('one', patient());
  const passOn = await turns.take('other', patient());
  passOn();
});

test('who gives up waiting takes no turn, and the next one gets it', async () => {
  const turns = createTurns();
  const passOn = await turns.take('key', patient());
  const impatient = turns.take('key', startDeadline({ timeout: 10 }));
  const next = turns.take('key', patient());
  await expect(impatient).rejects.toMatchObject({ code: 'timeout' });
  passOn();
  (await next)();
  (await turns.take('key', patient()))();
});

test('who is aborted takes no turn', async () => {
  const turns = createTurns();
  const passOn = await turns.take('key', patient());
  const controller = new AbortController();
  const waiting = turns.take('key', startDeadline({ signal: controller.signal }));
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  passOn();
  (await turns.take('key', patient()))();
});
