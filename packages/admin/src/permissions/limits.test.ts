import { describe, expect, test } from 'vitest';
import { startGuarded } from './guarded-server.fixture.ts';

// What the docstring of permissionsFor says that neither form stops.
describe.each(['allow-lists', 'accounts'] as const)('%s do not stop', async (strength) => {
  const server = await startGuarded(strength);
  const subject = 'agog.notices.bob.review.any';

  test('an orchestrator from deleting a durable name of somebody else', async () => {
    const orchestrator = await server.client('orchestrator');
    const name = { stream: 'agog_notices', name: 'listener' };
    await using consumption = await orchestrator.transport.consume(name);
    const ended = expect(consumption.next()).rejects.toMatchObject({ code: 'consumer_not_found' });
    const another = await server.open('orchestrator');
    const { apiPrefix } = server.of('orchestrator').connect;
    await another.request(`${apiPrefix}.CONSUMER.DELETE.agog_notices.listener`);
    await ended;
  });

  test('Ann from spending a message id of Bob, of which Bob is told', async () => {
    const { transport } = await server.client('agent-ann');
    const message = { headers: [], body: new Uint8Array([1]) };
    const own = { ...message, subject: 'agog.notices.ann.plan.any' };
    await transport.publish(own, { messageId: 'guessed' });
    const bob = await server.client('agent-bob');
    const publishing = bob.transport.publish({ ...message, subject }, { messageId: 'guessed' });
    await expect(publishing).rejects.toMatchObject({ code: 'message_id_conflict' });
  });
});
