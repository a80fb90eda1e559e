import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NatsContainer } from '@testcontainers/nats';
import { expect, onTestFinished, test } from 'vitest';
import { createStream, request } from './ask-server.fixture.ts';
import { fetchFromImage } from './fetch-from-image.ts';
import { readServerVersion } from './read-server-version.ts';
import { isOfLine, lineSources, newestLine } from './server-lines.ts';

const { release } = lineSources[newestLine];

test('stores a message in a container and reads it back', async () => {
  await using container = await new NatsContainer(`nats:${release}`).withJetStream().start();
  const port = container.getMappedPort(4222);
  const address = { host: container.getHost(), port, user: 'test', pass: 'test' };
  await createStream(address);
  await request(address, 's', 'a report', '"seq":1');
  const stored = await request(address, '$JS.API.STREAM.MSG.GET.S', '{"seq":1}', '"message"');
  expect(stored).toContain(Buffer.from('a report').toString('base64'));
});

test('takes the server out of the image', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agog-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const binary = await fetchFromImage(newestLine, folder);
  expect(isOfLine(await readServerVersion(binary), newestLine)).toBe(true);
});
