import { DeliverablesError } from '@agog/deliverables-core';
import { equal, fails, sameData } from '../assertions.ts';
import { expectEnd, expectText } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { streamConfig, testStream, uniqueName } from '../test-stream.ts';
import { later } from '../wait.ts';
import { adminCallsOf, callsOf } from './calls.ts';

/** A transport from its opening to its close. */
export const lifecycleRequirements: readonly Requirement[] = [
  {
    id: 'lifecycle.describes-itself',
    behaviour:
      'A transport names its specification, itself and its capabilities, and all of it is data.',
    needs: [],
    async verify({ transport }) {
      equal(transport.specificationVersion, 1, 'specificationVersion');
      equal(typeof transport.name, 'string', 'The type of its name');
      equal(transport.name === '', false, 'Whether its name is empty');
      for (const name of ['persistent', 'shared', 'workQueues', 'skipsSequences'] as const) {
        equal(typeof transport.capabilities[name], 'boolean', `The type of ${name}`);
      }
      const copy: unknown = JSON.parse(JSON.stringify(transport.capabilities));
      sameData(copy, transport.capabilities, 'The capabilities as JSON');
    },
  },
  {
    id: 'lifecycle.closed-calls',
    behaviour: 'After the close every call fails with closed.',
    needs: [],
    async verify({ transport }) {
      const stream = testStream(streamConfig(uniqueName()), () => transport);
      const { admin } = transport;
      await transport.close();
      const calls = { ...callsOf(transport, stream), ...(admin && adminCallsOf(admin, stream)) };
      for (const [what, call] of Object.entries(calls)) await fails('closed', what, call);
    },
  },
  {
    id: 'lifecycle.close-twice',
    behaviour:
      'Closing again is harmless, also at the same time, and Symbol.asyncDispose closes as well.',
    needs: [],
    async verify(context) {
      const { transport } = context;
      await Promise.all([transport.close(), transport.close()]);
      await transport.close();
      const other = await context.open();
      await other[Symbol.asyncDispose]();
      await fails('closed', 'get', () => other.get({ stream: uniqueName(), sequence: 1 }));
    },
  },
  {
    id: 'lifecycle.close-ends-subscriptions',
    behaviour: 'The close ends every subscription and consumption with done, those that wait too.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const { name } = await context.createStream();
      const subscription = await transport.subscribe({ streams: [name], from: 'new' });
      const consumption = await transport.consume({ stream: name, name: 'durable' });
      const looks = [later(subscription.next()), later(consumption.next())];
      await context.within('the close', transport.close());
      for (const look of looks) await expectEnd(context, look, 'a look that waited');
      await expectEnd(context, subscription.next(), 'the subscription');
      await expectEnd(context, consumption.next(), 'the consumption');
    },
  },
  {
    id: 'lifecycle.close-meets-opening',
    behaviour:
      'A subscription or consumption that is being opened while the transport closes is refused with closed, or ends.',
    needs: ['admin'],
    async verify(context) {
      const { transport } = context;
      const { name } = await context.createStream();
      const opening = [
        () => transport.subscribe({ streams: [name], from: 'new' }),
        () => transport.consume({ stream: name, name: 'durable' }),
      ].map(async (open) => {
        const opened = await open().catch((error: unknown) => error);
        if (DeliverablesError.isInstance(opened)) return opened.code;
        const { done } = await (opened as AsyncIterator<unknown>).next();
        return done === true ? 'closed' : 'an item';
      });
      const closing = transport.close();
      const outcomes = await context.within('their end', Promise.all(opening));
      await closing;
      sameData(outcomes, ['closed', 'closed'], 'What came of them');
    },
  },
  {
    id: 'lifecycle.close-keeps-what-was-acknowledged',
    behaviour:
      'What was published before the close is settled by it: stored and acknowledged, or failed.',
    needs: ['admin', 'persistent'],
    async verify(context) {
      const stream = await context.createStream();
      const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
      const publishing = texts.map((text) => stream.publish('a', text));
      const settled = Promise.allSettled(publishing);
      const transport = await context.reopen();
      for (const [index, result] of (await settled).entries()) {
        if (result.status === 'rejected') continue;
        const { sequence } = result.value;
        const message = await transport.get({ stream: stream.name, sequence });
        expectText(message, `text ${index}`, `The message of receipt ${sequence}`);
      }
    },
  },
];
