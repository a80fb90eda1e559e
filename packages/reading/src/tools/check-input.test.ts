import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkInput } from './check-input.ts';
import { openWorkshop, succeed } from './tools.fixture.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    kind: { type: 'string', enum: ['one', 'two'] },
    count: { type: 'integer', minimum: 1, maximum: 9 },
    sure: { type: 'boolean' },
    pair: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
    anything: { type: 'object' },
    nested: {
      type: 'object',
      properties: { inner: { type: 'string' } },
      required: ['inner'],
      additionalProperties: false,
    },
  },
  required: ['name'],
  additionalProperties: false,
} as const;

test('takes what the schema says, as it is', () => {
  const input = {
    name: 'x',
    kind: 'two',
    count: 9,
    sure: false,
    pair: [1, 2],
    anything: { free: [null] },
    nested: { inner: '' },
  };
  expect(checkInput(schema, input)).toBe(input);
  expect(checkInput(schema, { name: '', kind: undefined })).toBeTruthy();
});

test.each([
  [undefined, 'The input must be an object, not undefined.'],
  ['{"name":"x"}', 'The input must be an object, not "{\\"name\\":\\"x\\"}".'],
  [[], 'The input must be an object, not a list of 0.'],
  [{}, '"name" is missing.'],
  [{ name: 1 }, '"name" must be a string, not 1.'],
  [{ name: 'x'.repeat(8_193) }, 'at most 8192 characters, not a string of 8193 characters.'],
  [{ name: 'x', kind: 'three' }, '"kind" must be one of one, two, not "three".'],
  [{ name: 'x', count: 0 }, '"count" must be an integer from 1 to 9, not 0.'],
  [{ name: 'x', count: 10 }, 'from 1 to 9, not 10.'],
  [{ name: 'x', count: '3' }, 'from 1 to 9, not "3".'],
  [{ name: 'x', count: 1.5 }, 'from 1 to 9, not 1.5.'],
  [{ name: 'x', sure: 'yes' }, '"sure" must be true or false, not "yes".'],
  [{ name: 'x', pair: [1] }, '"pair" must be a list of 2 to 2 entries, not a list of 1.'],
  [{ name: 'x', pair: [1, 'two'] }, '"pair[1]" must be an integer'],
  [{ name: 'x', pair: { 0: 1, 1: 2, length: 2 } }, 'not an object.'],
  [{ name: 'x', anything: null }, '"anything" must be an object, not null.'],
  [{ name: 'x', nested: {} }, '"nested.inner" is missing.'],
  [
    { name: 'x', nested: { inner: 'x', more: 1 } },
    'There is no argument "more". Known are: inner.',
  ],
  [{ name: 'x', toString: 'x' }, 'There is no argument "toString".'],
  [JSON.parse('{"name":"x","__proto__":1}'), 'There is no argument "__proto__".'],
])('refuses %j', (input, message) => {
  expect(() => checkInput(schema, input)).toThrow(message);
});

test('whatever a client sends is answered', async () => {
  const { toolsOf } = await openWorkshop();
  const names = ['publish_report', 'read_report', 'list_reports'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.oneof(
        fc.anything(),
        fc.record({ feature: fc.anything(), agent: fc.anything(), summary: fc.anything() }),
      ),
      async (name, input) => {
        const answer = await toolsOf('roy')(name).call(input);
        expect(typeof answer.text).toBe('string');
      },
    ),
    { seed: 20261122, numRuns: 200 },
  );
  await succeed(toolsOf('roy')('list_reports'), {});
});
