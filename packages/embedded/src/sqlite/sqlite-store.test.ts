import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DeliverablesError, type Transport } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';
import { createTransport } from '../engine/transport.ts';
import { openDatabase } from './open-database.ts';
import { startPatience } from './retry-while-busy.ts';
import { createSqliteStore } from './sqlite-store.ts';

const publish = (
  transport: Transport,
  number: number,
  { bytes = 100, ...options }: { bytes?: number; timeout?: number; signal?: AbortSignal } = {},
) => {
  const { message, messageId } = testReport('writer', number, bytes);
  return transport.publish(message, { messageId, ...options });
};

const countMessages = async (transport: Transport) =>
  (await transport.admin?.info(testStream.name))?.state.messages;

describe('locked by another connection', () => {
  const openLocked = async (folder: string) => {
    const path = join(folder, 'store.db');
    const transport = await openSqliteTransport({ path });
    await transport.admin?.create(testStream);
    await publish(transport, 0);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    return { transport, other, path };
  };

  test('a publish waits for its timeout, without stopping the event loop', async () => {
    await using folder = await temporaryFolder();
    const { transport, other, path } = await openLocked(folder.path);
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await expect(publish(transport, 1, { timeout: 200 })).rejects.toMatchObject({
      code: 'store_locked',
      retryable: true,
      message: expect.stringContaining(path),
    });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    other.close();
    expect(await countMessages(transport)).toBe(1);
    await transport.close();
  });

  test('a publish that waits is stored once the lock is released', async () => {
    await using folder = await temporaryFolder();
    const { transport, other } = await openLocked(folder.path);
    const waiting = publish(transport, 1);
    expect(await countMessages(transport)).toBe(1);
    other.exec('COMMIT');
    other.close();
    expect(await waiting).toMatchObject({ sequence: 2, duplicate: false });
    await transport.close();
  });

  test('an aborted publish stops waiting, and is not stored', async () => {
    await using folder = await temporaryFolder();
    const { transport, other } = await openLocked(folder.path);
    const controller = new AbortController();
    const waiting = publish(transport, 1, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    other.close();
    expect(await countMessages(transport)).toBe(1);
    await transport.close();
  });

  test('closing waits no longer than the timeout of the store', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'store.db');
    const transport = await openSqliteTransport({ path, timeout: 200 });
    await transport.admin?.create(testStream);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const waiting = publish(transport, 1, { timeout: 600_000 });
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'store_locked' }),
      transport.close(),
    ]);
    other.close();
  });

  test('a store that is being made by another is waited for, until the timeout', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'store.db');
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    await expect(openSqliteTransport({ path, timeout: 100 })).rejects.toMatchObject({
      code: 'store_locked',
    });
    other.close();
  });
});

describe('full', () => {
  /** A store whose file cannot grow beyond some pages, as on a full disk. */
  const openSmall = async (folder: string) => {
    const path = join(folder, 'store.db');
    const store = await openDatabase(path, startPatience({}, 5_000), (database) => {
      database.exec('PRAGMA max_page_count = 60');
      return createSqliteStore(database, { path, timeout: 5_000, now: Date.now });
    });
    const transport = createTransport(store);
    await transport.admin?.create(testStream);
    return transport;
  };

  test('a publish fails with store_full, and nothing is claimed that is not stored', async () => {
    await using folder = await temporaryFolder();
    const transport = await openSmall(folder.path);
    let stored = 0;
    let error: unknown = null;
    while (error === null) {
      await publish(transport, stored, { bytes: 8_000 }).then(
        () => stored++,
        (reason) => {
          error = reason;
        },
      );
    }
    expect(error).toMatchObject({ code: 'store_full', retryable: true });
    expect(stored).toBeGreaterThan(5);
    expect(await countMessages(transport)).toBe(stored);
    for (let sequence = 1; sequence <= stored; sequence++) {
      const message = await transport.get({ stream: testStream.name, sequence });
      expect(message?.body.length).toBe(8_000);
    }
    await transport.admin?.purge(testStream.name);
    expect((await publish(transport, stored)).sequence).toBe(stored + 1);
    await transport.close();
  });

  test('one that is too much does not take those with it that wait beside it', async () => {
    await using folder = await temporaryFolder();
    const transport = await openSmall(folder.path);
    const settled = await Promise.allSettled([
      publish(transport, 0),
      publish(transport, 1, { bytes: 1_000_000 }),
      publish(transport, 2),
    ]);
    const answers = settled.map((result) =>
      result.status === 'fulfilled'
        ? result.value.sequence
        : DeliverablesError.from(result.reason).code,
    );
    expect(answers).toEqual([1, 'store_full', 2]);
    expect(await countMessages(transport)).toBe(2);
    await transport.close();
  });
});

test('what waits when the transport is closed is still stored', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  const first = await openSqliteTransport({ path });
  await first.admin?.create(testStream);
  const waiting = [0, 1, 2].map((number) => publish(first, number));
  await first.close();
  expect((await Promise.all(waiting)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  await expect(publish(first, 3)).rejects.toMatchObject({ code: 'closed' });
  await using second = await openSqliteTransport({ path });
  expect(await countMessages(second)).toBe(3);
});
