import { describe, expect, test } from 'vitest';
import {
  type Attack,
  answerAttacks,
  answerWith,
  consumerAttacks,
  inboxOfBob,
  plainAttacks,
} from './attacks.fixture.ts';
import { type GuardedServer, startGuarded } from './guarded-server.fixture.ts';

const review = { agent: 'bob', taskType: 'review', reportContent: '# Review' } as const;

/** Lets somebody attack. */
const attack = async (server: GuardedServer, { by = 'agent-ann', run }: Attack): Promise<void> => {
  const connection = await server.open(by);
  const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
  await run({
    connection,
    api: server.of(by).connect.apiPrefix,
    ask: (subject, body = '') =>
      connection.request(subject, textOf(body), { timeout: 1_000 }).then(
        (message) => message.string(),
        () => null,
      ),
    send: (subject, reply, body = '') => connection.publish(subject, textOf(body), { reply }),
  });
  await connection.flush();
};

/** A server on which Bob has delivered, and what there is of Bob's: his messages, his answers, and the streams' settings. */
const openScene = async (server: GuardedServer) => {
  const bob = await server.client('agent-bob');
  await bob.deliver({ ...review, featureName: 'true' }, { summary: 'Done.' });
  const answers: string[] = [];
  const ears = await server.open('agent-bob');
  ears.subscribe(inboxOfBob, {
    callback(_, message) {
      answers.push(message.string());
    },
  });
  await ears.flush();
  const admin = await server.open('admin');
  const ask = async (path: string, body: object) => {
    const answer = await admin.request(`$JS.API.${path}`, JSON.stringify(body));
    return answer.json<Record<string, { subjects?: Record<string, number> }>>();
  };
  const look = async () => {
    const { streams } = await ask('STREAM.LIST', {});
    const settings = Object.values(streams ?? {}).map((stream) => Object(stream).config);
    const { state: reviews } = await ask('STREAM.INFO.agog_reviews', { subjects_filter: '>' });
    const { state: notices } = await ask('STREAM.INFO.agog_notices', {
      subjects_filter: 'agog.notices.bob.>',
    });
    return {
      settings,
      reviews: reviews?.subjects,
      notices: notices?.subjects,
      answers: [...answers],
    };
  };
  return { bob, look };
};

describe('allow lists do not stop Ann, or an orchestrator, to', async () => {
  const server = await startGuarded('allow-lists');
  const scene = await openScene(server);
  const untouched = await scene.look();

  test.each(plainAttacks)('but they do stop to $name', async (one) => {
    await attack(server, one);
    expect(await scene.look()).toEqual(untouched);
  });

  test.each(answerAttacks)('$name', async (one) => {
    const before = await scene.look();
    await attack(server, one);
    await expect.poll(scene.look).not.toEqual(before);
  });
});

describe.each(['2.15', '2.10'] as const)('accounts, on nats-server %s', async (version) => {
  const server = await startGuarded('accounts', version);
  const { bob, look } = await openScene(server);
  const untouched = await look();

  test.each([...answerAttacks, ...plainAttacks])('stop to $name', async (one) => {
    await attack(server, one);
    expect(await look()).toEqual(untouched);
  });

  test('but answers do arrive where Ann may hear them', async () => {
    const inbox = '_INBOX_agog-agent-ann.control';
    const ears = await server.open('agent-ann');
    const answers = ears.subscribe(inbox, { max: 1 });
    await attack(server, { name: inbox, run: answerWith('forged', inbox) });
    for await (const message of answers) expect(message.string()).toBe('forged');
  });

  test('and nothing comes of it later, after a restart, while Bob works on', async () => {
    await server.server.restart();
    const started = performance.now();
    let delivered = 0;
    while (performance.now() - started < 500) {
      delivered += 1;
      await bob.deliver({ ...review, featureName: `more-${delivered}` }, { summary: 'Done.' });
    }
    const { settings, answers } = untouched;
    const channels = ['true', ...Array.from({ length: delivered }, (_, at) => `more-${at + 1}`)];
    const counted = (kind: string) =>
      Object.fromEntries(channels.map((name) => [`agog.${kind}.bob.review.${name}`, 1]));
    expect(await look()).toEqual({
      settings,
      answers,
      reviews: counted('deliverables'),
      notices: counted('notices'),
    });
  });
});

describe('accounts do not stop an orchestrator', async () => {
  const server = await startGuarded('accounts');
  const { look } = await openScene(server);
  const untouched = await look();

  test('from having consumers deliver to channels and to JetStream once the server starts again', async () => {
    await attack(server, { name: 'store a request', run: answerWith({}, inboxOfBob) });
    for (const one of consumerAttacks) await attack(server, one);
    expect(await look()).toEqual(untouched);
    await server.server.restart();
    await expect.poll(look, { timeout: 10_000 }).not.toEqual(untouched);
  });
});
