import { expect, test } from 'vitest';
import { createStream, openContext, openServer, outgoing } from '../context.fixture.ts';
import { createPublisher } from './publish.ts';

test.each(['2.15', '2.10', '2.9'] as const)(
  'a subject that another stream takes by now is published to there, over %s',
  async (version) => {
    const server = await openServer({ version });
    const context = await openContext(server.url);
    const publish = createPublisher(context);
    const subjects = ['moved.>'];
    const former = await createStream(context, { subjects });
    await publish(outgoing('moved.a'), { messageId: 'first' });
    await publish(outgoing('moved.a'), { messageId: 'second' });

    const { api } = context;
    const deadline = api.begin(undefined);
    const what = 'Deleting';
    await api.call({ path: `STREAM.DELETE.${former}`, what, deadline, repeatable: false });
    const stream = await createStream(context, { subjects });
    expect(await publish(outgoing('moved.a'), { messageId: 'third' })).toMatchObject({
      stream,
      sequence: 1,
    });
  },
);
