import { mkdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { testReport } from '../../test/test-report.ts';
import { testStream } from '../../test/test-stream.ts';

const execute = (path: string, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

/** Opens a file that must be refused, and left as it is. */
const expectRefused = async (path: string, code: string, message: RegExp): Promise<void> => {
  const before = await readFile(path);
  await expect(openSqliteTransport({ path })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/./),
  });
  expect(before.equals(await readFile(path))).toBe(true);
};

test.each([
  ['short', 'hello'],
  ['long', 'Just some notes.\n'.repeat(1_000)],
])('a %s text file is foreign', async (name, text) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, name);
  await writeFile(path, text);
  await expectRefused(path, 'store_foreign', /is no SQLite file/);
});

test.each([
  'CREATE TABLE notes (text TEXT)',
  'PRAGMA user_version = 7',
  'PRAGMA application_id = 42',
])('a database of others is foreign: %s', async (sql) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'other.db');
  execute(path, sql);
  await expectRefused(path, 'store_foreign', /no store of Agog Deliverables/);
});

test('a newer format is refused, saying which it is and which can be read', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  await (await openSqliteTransport({ path })).close();
  execute(path, 'PRAGMA user_version = 2');
  await expectRefused(
    path,
    'unsupported_format',
    /has the format 2; this version reads the format 1/,
  );
});

test('a store that lacks a table is corrupt', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  await (await openSqliteTransport({ path })).close();
  execute(path, 'DROP TABLE bodies');
  await expectRefused(path, 'store_corrupt', /is damaged/);
});

test('a store whose end is cut off is corrupt', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  const first = await openSqliteTransport({ path });
  await first.admin?.create(testStream);
  for (let number = 0; number < 50; number++) {
    const { message, messageId } = testReport('writer', number, 5_000);
    await first.publish(message, { messageId });
  }
  await first.close();
  await truncate(path, 60_000);
  const readAll = async () => {
    await using transport = await openSqliteTransport({ path });
    for await (const _ of transport.read({ stream: testStream.name, select: 'all' }));
  };
  await expect(readAll()).rejects.toMatchObject({ code: 'store_corrupt' });
});

test('a missing folder, and a folder in place of the file, are unavailable', async () => {
  await using folder = await temporaryFolder();
  const missing = join(folder.path, 'missing', 'store.db');
  const taken = join(folder.path, 'taken');
  await mkdir(taken);
  for (const path of [missing, taken]) {
    await expect(openSqliteTransport({ path })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining(path),
    });
  }
});

test('a path that names no file is refused', async () => {
  for (const path of ['', ':memory:', 'file:store.db?mode=memory', 'a\0b']) {
    await expect(openSqliteTransport({ path })).rejects.toMatchObject({ code: 'invalid_argument' });
  }
});

test('nothing is acknowledged once the file is removed or replaced', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  await using transport = await openSqliteTransport({ path });
  await transport.admin?.create(testStream);
  const publish = (number: number) => {
    const { message, messageId } = testReport('writer', number);
    return transport.publish(message, { messageId });
  };
  await publish(1);
  await rename(path, `${path}.moved`);
  const gone = {
    code: 'store_unavailable',
    message: expect.stringContaining('removed or replaced'),
  };
  await expect(publish(2)).rejects.toMatchObject(gone);
  await writeFile(path, '');
  await expect(Promise.all([publish(3), publish(4)])).rejects.toMatchObject(gone);
});

test('nothing is read once the file is removed or replaced, and those who wait are told', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  await using transport = await openSqliteTransport({ path });
  await transport.admin?.create(testStream);
  const subscription = await transport.subscribe({ streams: [testStream.name], from: 'start' });
  const waiting = subscription.next();
  waiting.catch(() => undefined);
  expect(await transport.admin?.list()).toHaveLength(1);
  await rename(path, `${path}.moved`);
  await writeFile(path, '');
  const gone = { code: 'store_unavailable' };
  await expect(transport.admin?.list()).rejects.toMatchObject(gone);
  await expect(transport.get({ stream: testStream.name, sequence: 1 })).rejects.toMatchObject(gone);
  await expect(waiting).rejects.toMatchObject(gone);
});

test('what was passed in may be changed at once', async () => {
  await using folder = await temporaryFolder();
  await using transport = await openSqliteTransport({ path: join(folder.path, 'store.db') });
  await transport.admin?.create(testStream);
  const options = { messageId: 'a' };
  const { message } = testReport('writer', 1);
  const first = transport.publish(message, options);
  options.messageId = 'b';
  await first;
  expect(await transport.publish(message, { messageId: 'a' })).toMatchObject({ duplicate: true });
  const query = { filter: 'test.nothing' };
  const purged = transport.admin?.purge(testStream.name, query);
  query.filter = '>';
  expect(await purged).toBe(0);
});

test('an empty file becomes a store', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  await writeFile(path, '');
  await using transport = await openSqliteTransport({ path });
  expect(await transport.admin?.list()).toEqual([]);
});

test('many can open a new file at once', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'store.db');
  const transports = await Promise.all(
    Array.from({ length: 8 }, () => openSqliteTransport({ path })),
  );
  await transports[0]?.admin?.create(testStream);
  for (const transport of transports) {
    expect((await transport.admin?.info(testStream.name))?.state.messages).toBe(0);
    await transport.close();
  }
});
