import { defaultRoster } from '@agog/deliverables-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAgent } from './edit-roster.ts';
import { agentsAsData } from './write-first-configuration.ts';

const berry = { stream: 'features_devops', taskTypes: ['devops'], purpose: 'Ops' } as const;
const line = '"berry": { "stream": "features_devops", "taskTypes": ["devops"], "purpose": "Ops" }';

test.each([
  ['{ "roster": { "a": 1 } }', `{ "roster": { "a": 1, ${line} } }`],
  [
    '{\n\t"roster": {\n\t\t"a":  1\n\t}\n}\n',
    `{\n\t"roster": {\n\t\t"a":  1,\n\t\t${line}\n\t}\n}\n`,
  ],
  [
    '{\r\n  "roster": {\r\n    "a": 1\r\n  }\r\n}',
    `{\r\n  "roster": {\r\n    "a": 1,\r\n    ${line}\r\n  }\r\n}`,
  ],
  [
    '{\n  "roster": {},\n  "url": "memory:"\n}',
    `{\n  "roster": {\n    ${line}\n  },\n  "url": "memory:"\n}`,
  ],
  ['{}', `{\n  "roster": {\n    ${line}\n  }\n}`],
  ['{\n  "url": "memory:"\n}', `{\n  "url": "memory:",\n  "roster": {\n    ${line}\n  }\n}`],
])('%j becomes %j', (before, after) => {
  expect(withAgent(before, 'berry', berry, {})).toBe(after);
});

test('whatever the file holds, the agent comes last and the rest stays', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/).filter((text) => text !== 'berry');
  const rest = fc.dictionary(fc.constantFrom('url', 'prefix', 'a"b'), fc.string(), {
    noNullPrototype: true,
  });
  const roster = fc.dictionary(name, fc.constant(berry), { noNullPrototype: true });
  const indent = fc.constantFrom<string | number>(0, 2, 4, '\t');
  fc.assert(
    fc.property(rest, fc.option(roster), indent, fc.boolean(), (others, agents, space, first) => {
      const value =
        agents === null
          ? others
          : first
            ? { roster: agents, ...others }
            : { ...others, roster: agents };
      const text = withAgent(
        JSON.stringify(value, null, space),
        'berry',
        berry,
        agentsAsData(defaultRoster.agents),
      );
      const before = agents ?? agentsAsData(defaultRoster.agents);
      expect(JSON.parse(text)).toEqual({ ...others, roster: { ...before, berry } });
      expect(Object.keys(JSON.parse(text).roster).at(-1)).toBe('berry');
    }),
    { seed: 20261122 },
  );
});
