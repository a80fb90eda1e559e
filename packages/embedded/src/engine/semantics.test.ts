import { expect, test } from 'vitest';
import { bothStores } from '../../test/both-stores.ts';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const stream = testStream.name;

test.each(bothStores)(
  '%s: what has expired stays away when the clock goes back',
  async (_, open) => {
    let now = 1_000_000;
    await using store = await open(() => now);
    const { transport } = store;
    await transport.admin?.update(stream, { maxAge: 1_000, duplicateWindow: 0 });
    const { message, messageId } = testReport('writer', 1);
    await transport.publish(message, { messageId });
    now += 1_000;
    expect(await transport.get({ stream, sequence: 1 })).toBeNull();
    now -= 500;
    expect(await transport.get({ stream, sequence: 1 })).toBeNull();
    expect((await transport.admin?.info(stream))?.state.messages).toBe(0);
    await transport.admin?.update(stream, { maxAge: null });
    expect(await transport.get({ stream, sequence: 1 })).toBeNull();
  },
);

test.each(bothStores)(
  '%s: a duplicate window counts when it is asked, whoever asked before',
  async (_, open) => {
    let now = 1_000_000;
    await using store = await open(() => now);
    const { transport } = store;
    const [first, other] = [testReport('writer', 1), testReport('writer', 2)];
    const publish = ({ message, messageId }: typeof first) =>
      transport.publish(message, { messageId, expectedSubjectSequence: 0 });
    await transport.admin?.update(stream, { duplicateWindow: 1_000 });
    await publish(first);
    now += 1_000;
    // Its id is out of the window: the look is no repeat, and stores nothing either.
    await expect(publish(first)).rejects.toMatchObject({ code: 'sequence_conflict' });
    await transport.admin?.update(stream, { duplicateWindow: 5_000 });
    expect(await publish(first)).toMatchObject({ sequence: 1, duplicate: true });
    await transport.admin?.update(stream, { duplicateWindow: 1_000 });
    await publish(other);
    await transport.admin?.update(stream, { duplicateWindow: 5_000 });
    await expect(publish(first)).rejects.toMatchObject({ code: 'sequence_conflict' });
  },
);

test.each(bothStores)('%s: lists are sorted by name', async (_, open) => {
  await using store = await open();
  const { transport } = store;
  for (const name of ['zeta', 'alpha']) {
    await transport.admin?.create({ ...testStream, name, subjects: [`${name}.>`] });
    await (await transport.consume({ stream, name })).close();
    const { message, messageId } = testReport(name, 1);
    await transport.publish(message, { messageId });
  }
  const listed = await transport.admin?.list();
  expect(listed?.map(({ config }) => config.name)).toEqual(['alpha', 'test', 'zeta']);
  const consumers = await transport.admin?.consumers(stream);
  expect(consumers?.map(({ name }) => name)).toEqual(['alpha', 'zeta']);
  const subjects = await transport.admin?.subjects(stream);
  expect([...(subjects?.keys() ?? [])]).toEqual(['test.alpha.1', 'test.zeta.1']);
  await expect(transport.get({ stream: 'none', sequence: 1 })).rejects.toMatchObject({
    details: { streams: ['alpha', 'test', 'zeta'] },
  });
});
