import { defaultRoster, type StreamConfig } from '@agog/deliverables-core';
import { streamsOf } from '@agog/deliverables-core/transport';
import { expect, test } from 'vitest';
import { ownSubjects, workSubjects } from './role-needs.ts';

const streams = streamsOf(defaultRoster);
const more = ['chunks', 'workflows', 'tasks'].map((kind): StreamConfig => {
  const [notices] = streams.filter(({ name }) => name === 'agog_notices');
  if (!notices) throw new Error('The roster has no notices.');
  return { ...notices, name: `agog_${kind}`, subjects: [`agog.${kind}.>`] };
});

test('a role is granted only what a stream of the roster takes', () => {
  const own = ['agog.deliverables.roy.*.*', 'agog.notices.roy.*.*'];
  expect(ownSubjects('roy', 'agog', streams)).toEqual(own);
  expect(workSubjects('agog', streams)).toEqual([]);
  const all = [...streams, ...more];
  expect(ownSubjects('roy', 'agog', all)).toEqual([...own, 'agog.chunks.roy.>']);
  expect(workSubjects('agog', all)).toEqual(['agog.workflows.>', 'agog.tasks.>']);
});
