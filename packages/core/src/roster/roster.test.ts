import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildReportSubject } from '../subject/build-subject.ts';
import { matchesFilter } from '../subject/filter.ts';
import { defaultRoster } from './default-roster.ts';
import { defineRoster } from './define-roster.ts';
import type { AgentDefinitions } from './roster.ts';
import {
  noticeStreamName,
  reportStreamNames,
  requireAgent,
  requireTaskType,
  streamName,
  streamsOf,
} from './roster-streams.ts';
import { validateMetadata } from './validate-metadata.ts';

const roy = { stream: 'features_backend', taskTypes: ['backend'], purpose: 'Backend' } as const;
const coded = (code: string) => expect.objectContaining({ code });

describe('the default roster', () => {
  test("has the guide's agents and streams, exactly", () => {
    const streams = streamsOf(defaultRoster);
    expect(streams.map(({ name, subjects }) => [name, ...subjects])).toEqual([
      ['agog_features_research', 'agog.deliverables.cynthia.*.*'],
      ['agog_features_critique', 'agog.deliverables.sylvia.*.*'],
      ['agog_features_backend', 'agog.deliverables.roy.*.*'],
      ['agog_features_frontend', 'agog.deliverables.jen.*.*'],
      ['agog_features_qa', 'agog.deliverables.billy.*.*'],
      ['agog_features_statistics', 'agog.deliverables.priya.*.*'],
      ['agog_notices', 'agog.notices.>'],
    ]);
    expect(streams[0]).toEqual({
      name: 'agog_features_research',
      subjects: ['agog.deliverables.cynthia.*.*'],
      retention: 'limits',
      discard: 'old',
      description: 'Research reports',
      maxMessages: 10_000,
      maxBytes: 1_073_741_824,
      maxAge: 7 * 24 * 60 * 60 * 1000,
      maxMessageSize: 10_551_296,
      duplicateWindow: 120_000,
    });
    expect(streams.at(-1)).toMatchObject({ maxMessages: 100_000, maxAge: 604_800_000 });
    expect(reportStreamNames(defaultRoster)).toEqual(streams.slice(0, 6).map(({ name }) => name));
  });

  test('takes every channel of its agents', () => {
    const streams = streamsOf(defaultRoster);
    const feature = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/);
    const agent = fc.constantFrom(...Object.entries(defaultRoster.agents));
    fc.assert(
      fc.property(agent, feature, ([name, { taskTypes }], featureName) => {
        const channel = buildReportSubject({
          prefix: 'agog',
          agent: name,
          taskType: taskTypes[0],
          featureName,
        });
        const takers = streams.filter(({ subjects }) =>
          subjects.some((filter) => matchesFilter(channel, filter)),
        );
        expect(takers.map((stream) => stream.name)).toEqual([streamName(defaultRoster, name)]);
      }),
      { seed: 20261122 },
    );
  });
});

describe('defineRoster', () => {
  test('freezes what it answers, and leaves what it was given alone', () => {
    const given = { roy: { ...roy, taskTypes: ['backend'] as [string] } };
    const roster = defineRoster(given);
    given.roy.taskTypes.push('more');
    expect(roster.agents.roy.taskTypes).toEqual(['backend']);
    for (const part of [roster, roster.agents, roster.agents.roy, roster.agents.roy.taskTypes]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('a prefix begins subjects and stream names', () => {
    const roster = defineRoster({ roy }, { prefix: 'acme' });
    expect(streamsOf(roster).map(({ name, subjects }) => [name, ...subjects])).toEqual([
      ['acme_features_backend', 'acme.deliverables.roy.*.*'],
      ['acme_notices', 'acme.notices.>'],
    ]);
    expect(noticeStreamName(roster)).toBe('acme_notices');
  });

  test('agents may share a stream, whose limits are those that any of them gives', () => {
    const roster = defineRoster({
      roy: { ...roy, limits: { maxMessages: 5 } },
      ann: { ...roy, purpose: 'More', limits: { maxAge: null, maxMessages: 5 } },
    });
    expect(streamsOf(roster)[0]).toMatchObject({
      subjects: ['agog.deliverables.roy.*.*', 'agog.deliverables.ann.*.*'],
      description: 'Backend; More',
      maxMessages: 5,
      maxAge: null,
      maxBytes: 1_073_741_824,
    });
    expect(streamsOf(roster)[1]).toMatchObject({ maxAge: null });
  });

  test('messages kept shorter than the duplicate window shorten it', () => {
    const roster = defineRoster({ roy: { ...roy, limits: { maxAge: 1000 } } });
    expect(streamsOf(roster)[0]).toMatchObject({ maxAge: 1000, duplicateWindow: 1000 });
  });

  test('notices are kept at least as long as any report', () => {
    const limits = { maxAge: 30 * 86_400_000 };
    const roster = defineRoster({ roy, ann: { ...roy, stream: 'other', limits } });
    expect(streamsOf(roster).at(-1)).toMatchObject(limits);
  });

  test.each<[string, unknown, object?]>([
    ['invalid_roster', {}],
    ['invalid_roster', null],
    ['invalid_roster', { roy, 7: roy }],
    ['invalid_name', { roy: null }],
    ['invalid_roster', { roy: { ...roy, taskTypes: [] } }],
    ['invalid_roster', { roy: { ...roy, taskTypes: 'backend' } }],
    ['invalid_roster', { roy: { ...roy, taskTypes: ['a', 'b', 'a'] } }],
    ['invalid_roster', { roy: { ...roy, stream: 'notices' } }],
    ['invalid_roster', { roy: { ...roy, limits: { maxMesages: 5 } } }],
    ['invalid_roster', { roy: { ...roy, limits: { maxMessages: 0 } } }],
    ['invalid_roster', { roy: { ...roy, limits: { maxAge: 5, duplicateWindow: -1 } } }],
    ['invalid_roster', { roy: { ...roy, stream: 'x'.repeat(128) } }],
    [
      'invalid_roster',
      { roy: { ...roy, limits: { maxAge: 1 } }, ann: { ...roy, limits: { maxAge: 2 } } },
    ],
    ['invalid_name', { 'r y': roy }],
    ['invalid_name', { ['__proto__']: roy }],
    ['invalid_name', { roy: { ...roy, stream: 'a.b' } }],
    ['invalid_name', { roy: { ...roy, stream: undefined } }],
    ['invalid_name', { roy: { ...roy, taskTypes: ['a b'] } }],
    ['invalid_name', { roy }, { prefix: 'a.b' }],
    ['invalid_name', { roy }, { prefix: '' }],
  ])('%s for %j %j', (code, agents, options) => {
    // The cast: callers without a compiler pass anything.
    expect(() => defineRoster(agents as AgentDefinitions, options)).toThrow(coded(code));
  });

  test('names of inherited properties are names like any other', () => {
    const roster = defineRoster({ constructor: { ...roy, stream: 'toString' } });
    expect(streamName(roster, 'constructor')).toBe('agog_toString');
  });
});

describe('unknown names', () => {
  test('list the known ones and the nearest', () => {
    expect(() => requireAgent(defaultRoster, 'Cyntia')).toThrow(
      expect.objectContaining({
        code: 'unknown_agent',
        message:
          'The roster has no agent "Cyntia". Known are: cynthia, sylvia, roy, jen, billy, priya.',
        hint: 'Did you mean "cynthia"?',
        details: expect.objectContaining({ nearest: 'cynthia' }),
      }),
    );
    expect(() => requireTaskType(defaultRoster, 'roy', 'research')).toThrow(
      expect.objectContaining({
        code: 'unknown_task_type',
        message: 'The agent roy has no task type "research". Known are: backend.',
        details: expect.objectContaining({ nearest: null }),
      }),
    );
  });

  test.each(['constructor', '__proto__', 'toString', '', undefined, 7])(
    'an agent %j is unknown',
    (agent) => {
      // The cast: callers without a compiler pass anything.
      expect(() => streamName(defaultRoster, agent as string)).toThrow(coded('unknown_agent'));
    },
  );
});

test("an agent's schema decides what metadata is stored", async () => {
  const metadataSchema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        Object.hasOwn(Object(value), 'ok') ? { value: { ok: 1 } } : { issues: [{ message: 'no' }] },
    },
  } as const;
  const roster = defineRoster({ roy: { ...roy, metadataSchema }, ann: { ...roy } });
  await expect(validateMetadata(roster, 'roy', { ok: 2, more: 3 })).resolves.toEqual({ ok: 1 });
  await expect(validateMetadata(roster, 'roy', {})).rejects.toThrow(coded('invalid_metadata'));
  await expect(validateMetadata(roster, 'ann', { any: 1 })).resolves.toEqual({ any: 1 });
});
