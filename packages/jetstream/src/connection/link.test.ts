import { startDeadline } from '@agog/deliverables-core/transport';
import { connect } from '@nats-io/transport-node';
import { describe, expect, test } from 'vitest';
import { openServer } from '../context.fixture.ts';
import { createLink } from './link.ts';

const empty = new Uint8Array();

const server = await openServer({
  config: `
    accounts {
      A {
        jetstream: enabled
        users: [
          { user: all, password: secret }
          { user: narrow, password: secret, permissions: {
            publish: ["allowed.>"], subscribe: ["_INBOX_narrow.>"]
          } }
        ]
      }
    }`,
});

const open = async (user: string, inboxPrefix: string) => {
  const connection = await connect({
    servers: server.url,
    user,
    pass: 'secret',
    reconnectTimeWait: 20,
  });
  const link = createLink(connection, inboxPrefix);
  return {
    connection,
    link,
    async [Symbol.asyncDispose]() {
      link.close();
      await connection.close();
    },
  };
};

describe('a request', () => {
  test('that nobody listens to is answered at once', async () => {
    await using one = await open('all', '_INBOX');
    const answer = await one.link.request('nobody', empty, { deadline: startDeadline() });
    expect(answer).toBe('no-responders');
  });

  test('that nobody answers ends in time', async () => {
    await using one = await open('all', '_INBOX');
    one.connection.subscribe('silence', { callback() {} });
    const start = performance.now();
    const options = { deadline: startDeadline(), attempt: 100 };
    expect(await one.link.request('silence', empty, options)).toBe('silent');
    expect(performance.now() - start).toBeGreaterThanOrEqual(100);
  });

  test('is answered each by its own reply, a thousand at once', async () => {
    await using one = await open('all', '_INBOX');
    one.connection.subscribe('echo', {
      callback(_error, message) {
        message.respond(message.data);
      },
    });
    const ask = async (index: number): Promise<number> => {
      const payload = new TextEncoder().encode(String(index));
      const answer = await one.link.request('echo', payload, { deadline: startDeadline() });
      return typeof answer === 'string' ? -1 : Number(new TextDecoder().decode(answer.data));
    };
    const indexes = Array.from({ length: 1_000 }, (_, index) => index);
    expect(await Promise.all(indexes.map(ask))).toEqual(indexes);
  });

  test('that the server forbids fails at once and names the subject', async () => {
    await using one = await open('narrow', '_INBOX_narrow');
    const asking = one.link.request('forbidden.subject', empty, { deadline: startDeadline() });
    await expect(asking).rejects.toMatchObject({
      code: 'permission_denied',
      message: expect.stringContaining('forbidden.subject'),
      details: { operation: 'publish', subject: 'forbidden.subject' },
    });
  });

  test('whose inbox the server forbids fails and says what to set', async () => {
    await using one = await open('narrow', '_INBOX');
    const asking = one.link.request('allowed.a', empty, { deadline: startDeadline() });
    await expect(asking).rejects.toMatchObject({
      code: 'permission_denied',
      hint: expect.stringContaining('inboxPrefix'),
    });
  });

  test('is aborted by its signal', async () => {
    await using one = await open('all', '_INBOX');
    one.connection.subscribe('silence', { callback() {} });
    const controller = new AbortController();
    const deadline = startDeadline({ signal: controller.signal });
    const asking = one.link.request('silence', empty, { deadline });
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: 'aborted' });
  });

  test('fails with closed when the link or the connection is closed', async () => {
    await using one = await open('all', '_INBOX');
    await using other = await open('all', '_INBOX');
    const asked = [one, other].map(({ connection, link }) => {
      connection.subscribe('silence', { callback() {} });
      const asking = link.request('silence', empty, { deadline: startDeadline() });
      return expect(asking).rejects.toMatchObject({ code: 'closed' });
    });
    one.link.close();
    await other.connection.close();
    await Promise.all(asked);
    const late = one.link.request('silence', empty, { deadline: startDeadline() });
    await expect(late).rejects.toMatchObject({ code: 'closed' });
  });
});

test('a restart ends what is asked, and the link goes on afterwards', async () => {
  const own = await openServer();
  const connection = await connect({ servers: own.url, reconnectTimeWait: 20 });
  const link = createLink(connection, '_INBOX');
  const changes: boolean[] = [];
  link.onChange((isUp) => changes.push(isUp));
  connection.subscribe('silence', { callback() {} });
  const asking = link.request('silence', empty, { deadline: startDeadline() });
  await own.restart();
  expect(await asking).toBe('disconnected');
  await link.online(startDeadline({ timeout: 10_000 }));
  expect(changes).toEqual([false, true]);
  expect(await link.request('nobody', empty, { deadline: startDeadline() })).toBe('no-responders');
  link.close();
  await connection.close();
});

test('a listener hands over what was on its way when it is closed', async () => {
  await using one = await open('all', '_INBOX');
  const received: string[] = [];
  const listener = one.link.listen((message) => {
    received.push(new TextDecoder().decode(message.data));
  });
  for (const text of ['a', 'b', 'c']) one.connection.publish(listener.subject, text);
  await listener.close();
  expect(received).toEqual(['a', 'b', 'c']);
});
