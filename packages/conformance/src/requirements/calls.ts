import {
  type CallOptions,
  DeliverablesError,
  type StreamAdmin,
  type Transport,
} from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import { expectText } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { outgoing, streamConfig, type TestStream, uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';

const first = async (iterable: AsyncIterable<unknown>): Promise<unknown> =>
  iterable[Symbol.asyncIterator]().next();

/** Every call of a transport that waits, on a stream with one message. */
export const callsOf = (
  transport: Transport,
  { name: stream, subject }: TestStream,
  options?: CallOptions,
): Readonly<Record<string, () => Promise<unknown>>> => ({
  publish: () =>
    transport.publish(outgoing(subject('a'), 'two'), { messageId: uniqueName(), ...options }),
  get: () => transport.get({ stream, sequence: 1 }, options),
  read: () => first(transport.read({ stream, select: 'all' }, options)),
  readHeads: () => first(transport.readHeads({ stream, select: 'all' }, options)),
  subscribe: () => transport.subscribe({ streams: [stream], from: 'start' }, options),
  consume: () => transport.consume({ stream, name: 'durable', signal: options?.signal }),
});

/** Every call of an admin, on a stream with one message. */
export const adminCallsOf = (
  admin: StreamAdmin,
  { name: stream, subject }: TestStream,
  options?: CallOptions,
): Readonly<Record<string, () => Promise<unknown>>> => ({
  list: () => admin.list(options),
  info: () => admin.info(stream, options),
  find: () => admin.find(subject('>'), options),
  subjects: () => admin.subjects(stream, undefined, options),
  create: () => admin.create(streamConfig(`${stream}-other`), options),
  update: () => admin.update(stream, { description: 'changed' }, options),
  purge: () => admin.purge(stream, {}, options),
  deleteMessage: () => admin.deleteMessage(stream, 1, options),
  place: () => admin.place(stream, { ...outgoing(subject('a'), 'two'), sequence: 2 }, options),
  consumers: () => admin.consumers(stream, options),
  deleteConsumer: () => admin.deleteConsumer(stream, 'durable', options),
  deleteStream: () => admin.deleteStream(stream, options),
});

/** Signals and timeouts. */
export const callRequirements: readonly Requirement[] = [
  {
    id: 'call.aborted-before',
    behaviour: 'A call whose signal has aborted already fails with aborted and has no effect.',
    needs: ['admin'],
    async verify(context) {
      const { transport, admin } = context;
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      const signal = AbortSignal.abort();
      const calls = {
        ...callsOf(transport, stream, { signal }),
        ...adminCallsOf(admin, stream, { signal }),
      };
      for (const [what, call] of Object.entries(calls)) await fails('aborted', what, call);
      const { config, state } = await stream.info();
      sameData(
        [state.messages, state.lastSequence, state.consumers],
        [1, 1, 0],
        'The figures afterwards',
      );
      equal(config.description, stream.config.description, 'The description afterwards');
      equal(await admin.info(`${stream.name}-other`), null, 'The stream not created');
      expectText(await transport.get({ stream: stream.name, sequence: 1 }), 'one', 'The message');
    },
  },
  {
    id: 'call.abort-in-flight',
    behaviour:
      'A call aborted while it waits is settled at once: with aborted, or with what it had already done.',
    needs: ['admin'],
    async verify(context) {
      const stream = await context.createStream();
      const message = outgoing(stream.subject('a'), 'once');
      const messageId = uniqueName();
      const controller = new AbortController();
      const { signal } = controller;
      const publishing = later(context.transport.publish(message, { messageId, signal }));
      controller.abort();
      const settled = await context.within(
        'the aborted publish',
        publishing.then(
          (receipt) => receipt.sequence,
          () => null,
        ),
      );
      if (settled === null) await fails('aborted', 'The aborted publish', () => publishing);
      await context.transport.publish(message, { messageId });
      equal((await stream.info()).state.messages, 1, 'The number of messages after a retry');
    },
  },
  {
    id: 'call.timeout-then-retry',
    behaviour:
      'A publish out of time fails with a retryable timeout; repeated with its id it is stored once.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const message = outgoing(stream.subject('a'), new Uint8Array(500_000));
      const messageId = uniqueName();
      for (let count = 0; count < 5; count++) {
        try {
          await transport.publish(message, { messageId, timeout: 0.001 });
        } catch (error) {
          const { code, retryable } = DeliverablesError.from(error);
          equal(code, 'timeout', 'The code of a publish that had a microsecond');
          equal(retryable, true, 'retryable of a timeout');
        }
      }
      await transport.publish(message, { messageId });
      equal((await stream.info()).state.messages, 1, 'The number of messages');
    },
  },
  {
    id: 'call.timeout-ample',
    behaviour: 'A call that has time enough answers as if it had no timeout.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const stream = await context.createStream();
      const options = { timeout: 60_000, signal: new AbortController().signal };
      await transport.publish(outgoing(stream.subject('a'), 'one'), {
        messageId: 'id',
        ...options,
      });
      const message = await transport.get({ stream: stream.name, sequence: 1 }, options);
      expectText(message, 'one', 'The message');
    },
  },
];
