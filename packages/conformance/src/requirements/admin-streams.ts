import { check, equal, fails, sameData } from '../assertions.ts';
import { expectText } from '../messages.ts';
import type { Requirement } from '../requirement.ts';
import { streamConfig, uniqueName } from '../test-stream.ts';

const needs = ['admin'] as const;

const sorted = (value: object): unknown =>
  Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));

/** Streams as a whole. */
export const adminStreamRequirements: readonly Requirement[] = [
  {
    id: 'admin.create',
    behaviour: 'A stream is created as configured, empty, and says when.',
    needs,
    async verify(context) {
      const name = uniqueName();
      const config = streamConfig(name, {
        subjects: [`${name}.a.*`, `${name}.b.>`, `${name}.c`],
        discard: 'new',
        description: 'What it is for',
        maxMessages: 100,
        maxBytes: 100_000,
        maxAge: 3_600_000,
        maxMessageSize: 10_000,
        duplicateWindow: 60_000,
      });
      const stream = context.adoptStream(config);
      const info = await context.admin.create(config);
      const { config: answered, created, state } = info;
      sameData(sorted(answered), sorted(config), 'The configuration answered');
      sameData(sorted((await stream.info()).config), sorted(config), 'The configuration kept');
      check(!Number.isNaN(created.getTime()), 'The time of creation should be a date.');
      sameData((await stream.info()).created, created, 'The time of creation kept');
      const { messages, bytes, firstSequence, lastSequence, firstTime, lastTime } = state;
      const figures = { messages, bytes, firstSequence, lastSequence, firstTime, lastTime };
      const empty = { messages: 0, bytes: 0, firstSequence: 1, lastSequence: 0 };
      sameData(figures, { ...empty, firstTime: null, lastTime: null }, 'The state');
      equal(state.consumers, 0, 'The number of durable names');
      check(!('foreignSettings' in info), 'A stream created here has no foreign settings.');
    },
  },
  {
    id: 'admin.create-unlimited',
    behaviour: 'Limits of null come back as null.',
    needs,
    async verify(context) {
      const { config, name } = await context.createStream();
      const info = await context.admin.info(name);
      sameData(sorted(info?.config ?? {}), sorted(config), 'The configuration');
    },
  },
  {
    id: 'admin.create-idempotent',
    behaviour:
      'Creating a stream again with an equal configuration changes nothing and loses nothing.',
    needs,
    async verify(context) {
      const stream = await context.createStream();
      await stream.publish('a', 'stays');
      const before = await stream.info();
      const again = await context.admin.create({ ...stream.config });
      sameData(again.created, before.created, 'The time of creation');
      equal(again.state.messages, 1, 'The number of messages');
      const message = await context.transport.get({ stream: stream.name, sequence: 1 });
      expectText(message, 'stays', 'The message');
    },
  },
  {
    id: 'admin.create-conflicts',
    behaviour:
      'A name or subjects taken otherwise are stream_conflict, and what was there stays as it is.',
    needs,
    async verify(context) {
      const { admin } = context;
      const stream = await context.createStream();
      const create = (changes: Partial<typeof stream.config>) => () =>
        admin.create({ ...stream.config, ...changes });
      await fails('stream_conflict', 'The name with other limits', create({ maxMessages: 7 }));
      const subjects = [`${uniqueName()}.>`];
      await fails('stream_conflict', 'The name with other subjects', create({ subjects }));
      equal((await stream.info()).config.maxMessages, null, 'maxMessages afterwards');
      for (const subject of [`${stream.name}.a`, `${stream.name}.*`, `${stream.name}.>`]) {
        const name = uniqueName();
        const taken = [`${name}.x`, subject];
        await fails(
          'stream_conflict',
          `Subjects with ${subject}`,
          create({ name, subjects: taken }),
        );
        equal(await admin.info(name), null, 'The stream that was refused');
      }
    },
  },
  {
    id: 'admin.create-refusals',
    behaviour: 'An illegal configuration is refused, and creates nothing.',
    needs,
    async verify(context) {
      const name = uniqueName();
      const illegal = [
        { name: '' },
        { name: 'a.b' },
        { name: 'a b' },
        { name: 'a*' },
        { subjects: [] },
        { subjects: ['a..b'] },
        { subjects: ['a.>.b'] },
        { subjects: [`${name}.a`, `${name}.*`] },
        { maxMessages: -1 },
        { maxBytes: 0.5 },
        { maxAge: 0 },
        { maxMessageSize: Number.NaN },
        { maxAge: 500, duplicateWindow: 501 },
      ];
      for (const changes of illegal) {
        const what = `A configuration with ${JSON.stringify(changes)}`;
        await fails(['invalid_argument', 'invalid_name', 'invalid_subject'], what, () =>
          context.admin.create(streamConfig(name, changes)),
        );
      }
      equal(await context.admin.info(name), null, 'The stream that was refused');
    },
  },
  {
    id: 'admin.list',
    behaviour: 'list answers every stream with its state; info answers one, or null.',
    needs,
    async verify(context) {
      const one = await context.createStream();
      const other = await context.createStream();
      await other.publishAll('a', ['1', '2']);
      const listed = await context.admin.list();
      for (const [stream, messages] of [
        [one, 0],
        [other, 2],
      ] as const) {
        const found = listed.filter(({ config }) => config.name === stream.name);
        equal(found.length, 1, 'How often a stream is listed');
        equal(found[0]?.state.messages, messages, 'The number of messages listed');
        sameData(found[0]?.config.subjects, stream.config.subjects, 'The subjects listed');
      }
      equal(await context.admin.info(uniqueName()), null, 'The info of a missing stream');
    },
  },
  {
    id: 'admin.find',
    behaviour:
      'find answers the names of the streams that take a subject matched by a filter, sorted.',
    needs,
    async verify(context) {
      const prefix = uniqueName();
      const names = [uniqueName(), uniqueName()].sort();
      for (const [index, subjects] of [
        [`${prefix}.a.*`],
        [`${prefix}.b.>`, `${prefix}.c`],
      ].entries()) {
        const config = streamConfig(names[1 - index] ?? '', { subjects });
        context.adoptStream(config);
        await context.admin.create(config);
      }
      const expected: Readonly<Record<string, readonly (string | undefined)[]>> = {
        'a.x': [names[1]],
        'b.x.y': [names[0]],
        c: [names[0]],
        d: [],
        a: [],
        'a.x.y': [],
        '*': [names[0]],
        '*.*': names,
        '>': names,
        'b.*.z': [names[0]],
      };
      for (const [tail, found] of Object.entries(expected)) {
        const filter = `${prefix}.${tail}`;
        sameData(await context.admin.find(filter), found, `What find answers for ….${tail}`);
      }
      await fails('invalid_subject', 'find with an illegal filter', () =>
        context.admin.find(`${prefix}..a`),
      );
    },
  },
  {
    id: 'admin.delete-stream',
    behaviour:
      'A deleted stream is gone with its messages and names; a second deletion answers false.',
    needs,
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream();
      const { name } = stream;
      await stream.publish('a', 'one');
      await (await transport.consume({ stream: name, name: 'durable' })).close();
      equal(await admin.deleteStream(name), true, 'The first deletion');
      equal(await admin.deleteStream(name), false, 'The second deletion');
      equal(await admin.info(name), null, 'The info of the deleted stream');
      await fails('stream_not_found', 'get', () => transport.get({ stream: name, sequence: 1 }));
      await fails('stream_not_found', 'publish', () => stream.publish('a', 'two'));
      sameData(await admin.find(stream.subject('>')), [], 'What find answers for its subjects');
    },
  },
  {
    id: 'admin.create-anew',
    behaviour:
      'A stream created anew under a deleted name is another one: sequences from 1, nothing remembered.',
    needs,
    async verify(context) {
      const { admin, transport } = context;
      const stream = await context.createStream();
      await stream.publish('a', 'one', { messageId: 'same' });
      await (await transport.consume({ stream: stream.name, name: 'durable' })).close();
      const before = await stream.info();
      await admin.deleteStream(stream.name);
      await context.elapse(5);
      const { created, state } = await admin.create(stream.config);
      check(created > before.created, 'The time of creation should be a later one.');
      sameData([state.messages, state.lastSequence, state.consumers], [0, 0, 0], 'The figures');
      const receipt = await stream.publish('a', 'two', { messageId: 'same' });
      sameData([receipt.sequence, receipt.duplicate], [1, false], 'The first receipt');
      sameData(await admin.consumers(stream.name), [], 'The durable names');
    },
  },
];
