import type { HeaderEntry, MessageHeaders } from '@agog/deliverables-core';
import { check, equal, sameData } from '../assertions.ts';
import type { ConformanceContext } from '../context.ts';
import type { Requirement } from '../requirement.ts';

/** Publishes with headers and answers those stored. */
const store = async (
  context: ConformanceContext,
  headers: readonly HeaderEntry[],
  messageId: string,
): Promise<MessageHeaders> => {
  const stream = await context.createStream();
  const { sequence } = await stream.publish('a', 'body', { headers, messageId });
  const message = await context.transport.get({ stream: stream.name, sequence });
  check(message !== null, 'The message should be stored, but null was answered.');
  return message.headers;
};

const own = (headers: MessageHeaders): HeaderEntry[] =>
  [...headers].filter(([name]) => name !== 'Nats-Msg-Id');

/** What becomes of headers. */
export const headerRequirements: readonly Requirement[] = [
  {
    id: 'headers.kept-in-order',
    behaviour: 'Headers come back with their names, their values and their order.',
    needs: ['admin'],
    async verify(context) {
      const headers = [
        ['Zeta', '1'],
        ['alpha', '2'],
        ['Mid-Name', '3'],
        ['x!#$%&', '4'],
      ] as const;
      sameData(own(await store(context, headers, 'id')), headers, 'The headers');
    },
  },
  {
    id: 'headers.nothing-added',
    behaviour: 'A message without headers is stored with its message id as the only one.',
    needs: ['admin'],
    async verify(context) {
      sameData(
        [...(await store(context, [], 'some-id'))],
        [['Nats-Msg-Id', 'some-id']],
        'The headers',
      );
    },
  },
  {
    id: 'headers.message-id',
    behaviour: 'The message id is stored as the header Nats-Msg-Id, once.',
    needs: ['admin'],
    async verify(context) {
      const headers = await store(context, [['A', '1']], 'an id / with: signs');
      equal(headers.get('Nats-Msg-Id'), 'an id / with: signs', 'The header Nats-Msg-Id');
      const names = [...headers]
        .map(([name]) => name)
        .filter((name) => /^nats-msg-id$/i.test(name));
      sameData(names, ['Nats-Msg-Id'], 'The names of headers with the message id');
    },
  },
  {
    id: 'headers.values',
    behaviour:
      'Values come back as they were: empty, with colons, quotes and inner spaces, and a long one.',
    needs: ['admin'],
    async verify(context) {
      const headers = [
        ['Empty', ''],
        ['Colons', 'a: b:c :: https://host:1/?q=1'],
        ['Json', '{"a":"b c","d":[1,2]}'],
        ['Spaces', 'two  spaces   three'],
        ['Long', 'x'.repeat(16_384)],
      ] as const;
      sameData(own(await store(context, headers, 'id')), headers, 'The headers');
    },
  },
  {
    id: 'headers.case-sensitive',
    behaviour: 'Names that differ in case are different headers, and an absent one is undefined.',
    needs: ['admin'],
    async verify(context) {
      const headers = await store(
        context,
        [
          ['name', 'lower'],
          ['NAME', 'upper'],
        ],
        'id',
      );
      equal(headers.get('name'), 'lower', 'The header name');
      equal(headers.get('NAME'), 'upper', 'The header NAME');
      equal(headers.get('Name'), undefined, 'The header Name, which was not given,');
      equal(headers.get('constructor'), undefined, 'The header constructor, which was not given,');
    },
  },
  {
    id: 'headers.repeated',
    behaviour:
      'Of equal names get answers the first; iterating shows all in order, also with others between.',
    needs: ['admin'],
    async verify(context) {
      const given = [
        ['Tag', 'one'],
        ['Other', 'between'],
        ['Tag', 'two'],
        ['Tag', 'one'],
      ] as const;
      const headers = await store(context, given, 'id');
      equal(headers.get('Tag'), 'one', 'The first of equal names');
      const values = own(headers).flatMap(([name, value]) => (name === 'Tag' ? [value] : []));
      sameData(values, ['one', 'two', 'one'], 'The values of equal names');
      equal(headers.get('Other'), 'between', 'The header between them');
    },
  },
];
