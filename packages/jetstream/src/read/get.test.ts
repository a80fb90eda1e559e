import { describe, expect, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { get } from './get.ts';

const server = await openServer();

test('a name that would ask for another stream is no stream', async () => {
  const context = await openContext(server.url);
  const stream = await createStream(context);
  await createPublisher(context)(outgoing(`${stream}.a`), { messageId: 'a' });
  for (const name of [`${stream}.${stream}`, '*', '>', '', 'a b']) {
    const getting = get(context, { stream: name, subject: 'a' }, undefined);
    await expect(getting).rejects.toMatchObject({ code: 'stream_not_found' });
  }
});

describe('what this transport published itself', () => {
  test('is what it gets, and so is what is left of it', async () => {
    const context = await openContext(server.url);
    const stream = await createStream(context);
    const publish = createPublisher(context);
    const subject = `${stream}.a`;
    await publish(outgoing(subject, 'one'), { messageId: 'one' });
    const { sequence } = await publish(outgoing(subject, 'two'), { messageId: 'two' });
    expect((await get(context, { stream, subject }, undefined))?.sequence).toBe(sequence);

    const { api } = context;
    const path = `STREAM.MSG.DELETE.${stream}`;
    const deadline = api.begin(undefined);
    await api.call({
      path,
      body: { seq: sequence },
      what: 'Deleting',
      deadline,
      repeatable: false,
    });
    expect((await get(context, { stream, subject }, undefined))?.sequence).toBe(sequence - 1);
    expect(context.known.subject(subject)?.lastSequence).toBe(sequence - 1);
  });
});

test('a stream that lets only its leader read is read by its leader', async () => {
  const context = await openContext(server.url);
  const { api } = context;
  const name = 'leader-only';
  const body = { name, subjects: [`${name}.>`], storage: 'file', allow_direct: false };
  const deadline = api.begin(undefined);
  const path = `STREAM.CREATE.${name}`;
  await api.call({ path, body, what: 'Creating', deadline, repeatable: true });
  const subject = `${name}.a`;
  await createPublisher(context)(outgoing(subject, 'body'), { messageId: 'a' });
  const message = await get(context, { stream: name, subject }, undefined);
  expect(new TextDecoder().decode(message?.body)).toBe('body');
  expect(await get(context, { stream: name, sequence: 2 }, undefined)).toBeNull();
});
