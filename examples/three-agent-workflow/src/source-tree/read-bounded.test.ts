import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBounded } from './read-bounded.ts';
import { treeBounds } from './tree-rules.ts';

test('a file is read up to the bound, and not past it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agog-bounded-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { signal } = new AbortController();
  for (const [length, read] of [
    [0, 0],
    [treeBounds.fileBytes, treeBounds.fileBytes],
    [treeBounds.fileBytes + 1, undefined],
  ] as const) {
    const path = join(folder, String(length));
    await writeFile(path, new Uint8Array(length));
    expect((await readBounded(path, signal))?.length).toBe(read);
  }
});

test('a file without an end is too large', async () => {
  expect(await readBounded('/dev/zero', new AbortController().signal)).toBeNull();
});

test('a signal ends the reading', async () => {
  const reading = readBounded(import.meta.filename, AbortSignal.abort());
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});
