import { expect, test } from 'vitest';
import { bothStores } from '../../test/both-stores.ts';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const options = { stream: testStream.name, name: 'worker', acknowledgeWithin: 600_000 };

test.each(bothStores)('%s: who held a name takes nothing from one made anew', async (_, open) => {
  await using store = await open();
  const { transport } = store;
  for (const number of [1, 2]) {
    const { message, messageId } = testReport('writer', number);
    await transport.publish(message, { messageId });
  }
  const old = await transport.consume(options);
  const held = (await old.next()).value;
  await transport.admin?.deleteConsumer(options.stream, options.name);
  const anew = await transport.consume(options);
  expect((await anew.next()).value).toMatchObject({ attempts: 1, message: { sequence: 1 } });
  await held?.retry();
  await held?.acknowledge();
  expect((await anew.next()).value).toMatchObject({ attempts: 1, message: { sequence: 2 } });
  await expect(old.next()).rejects.toMatchObject({ code: 'consumer_not_found' });
  const consumers = await transport.admin?.consumers(options.stream);
  expect(consumers).toMatchObject([{ name: 'worker', unsettled: 2, pending: 0 }]);
});

test.each(bothStores)('%s: a name with many unsettled deliveries goes on', async (_, open) => {
  await using store = await open();
  const { transport } = store;
  const numbers = Array.from({ length: 500 }, (_value, index) => index + 1);
  await Promise.all(
    numbers.map((number) => {
      const { message, messageId } = testReport('writer', number);
      return transport.publish(message, { messageId });
    }),
  );
  const consumption = await transport.consume(options);
  const deliveries = [];
  for (const _number of numbers) deliveries.push((await consumption.next()).value);
  expect(deliveries.map((delivery) => delivery?.message.sequence)).toEqual(numbers);
  // Those that are due again come first, but for what is no longer there.
  await transport.admin?.deleteMessage(options.stream, 3);
  for (const index of [4, 2, 1]) await deliveries[index]?.retry();
  const again = [(await consumption.next()).value, (await consumption.next()).value];
  expect(again.map((delivery) => delivery?.message.sequence).sort()).toEqual([2, 5]);
  const consumers = await transport.admin?.consumers(options.stream);
  expect(consumers).toMatchObject([{ unsettled: 499, pending: 0 }]);
});
