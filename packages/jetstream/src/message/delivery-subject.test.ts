import { assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { parseDeliverySubject } from './delivery-subject.ts';

const facts = record({
  attempts: integer({ min: 1 }),
  sequence: integer({ min: 1 }),
  delivery: integer({ min: 1 }),
  milliseconds: integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
  pending: integer({ min: 0 }),
  domain: constantFrom('', '_.account.', 'hub.account.'),
  tail: constantFrom('', '.random'),
});

test('every form of the subject gives the same facts', () => {
  assert(
    property(facts, ({ attempts, sequence, delivery, milliseconds, pending, domain, tail }) => {
      const numbers = `${attempts}.${sequence}.${delivery}.${milliseconds}000000.${pending}`;
      const end = domain === '' ? '' : tail;
      expect(parseDeliverySubject(`$JS.ACK.${domain}stream.name.${numbers}${end}`)).toEqual({
        stream: 'stream',
        consumer: 'name',
        attempts,
        sequence,
        delivery,
        time: new Date(milliseconds),
        pending,
      });
    }),
    { seed: 20261122 },
  );
});

test.each([undefined, '', '_INBOX.a.b', '$JS.ACK.', '$JS.ACK.stream.name.1.2'])(
  '%s is no delivery',
  (reply) => {
    expect(parseDeliverySubject(reply)).toBeNull();
  },
);
