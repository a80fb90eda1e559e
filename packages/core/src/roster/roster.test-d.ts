import { expectTypeOf, test } from 'vitest';
import { type DefaultRoster, defaultRoster } from './default-roster.ts';
import { defineRoster } from './define-roster.ts';
import type { AgentName, TaskTypeOf } from './roster.ts';
import { streamName } from './roster-streams.ts';

test('agents and task types are literal types', () => {
  type Agent = AgentName<DefaultRoster>;
  expectTypeOf<Agent>().toEqualTypeOf<'cynthia' | 'sylvia' | 'roy' | 'jen' | 'billy' | 'priya'>();
  expectTypeOf<TaskTypeOf<DefaultRoster, 'roy'>>().toEqualTypeOf<'backend'>();
  // @ts-expect-error a misspelt agent
  expectTypeOf<'cyntia'>().toExtend<Agent>();
});

test('a roster of one’s own needs no "as const"', () => {
  const roster = defineRoster({
    ann: { stream: 'reviews', taskTypes: ['review', 'audit'], purpose: 'Reviews' },
    bob: { stream: 'plans', taskTypes: ['plan'], purpose: 'Plans', limits: { maxAge: null } },
  });
  expectTypeOf<AgentName<typeof roster>>().toEqualTypeOf<'ann' | 'bob'>();
  expectTypeOf<TaskTypeOf<typeof roster, 'ann'>>().toEqualTypeOf<'review' | 'audit'>();
  // Any roster goes where a roster is asked for.
  expectTypeOf(streamName).toBeCallableWith(roster, 'ann');
  expectTypeOf(streamName).toBeCallableWith(defaultRoster, 'roy');
});

test('a definition that lacks something does not compile', () => {
  // @ts-expect-error no task types
  defineRoster({ ann: { stream: 'reviews', taskTypes: [], purpose: '' } });
  // @ts-expect-error no stream
  defineRoster({ ann: { taskTypes: ['review'], purpose: '' } });
});
