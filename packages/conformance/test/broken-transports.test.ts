import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { describe, expect, test } from 'vitest';
import { type Harness, requirements, runConformance } from '../src/index.ts';
import { brokenConsuming } from './broken/broken-consuming.ts';
import { brokenPublishing } from './broken/broken-publishing.ts';
import { brokenReading } from './broken/broken-reading.ts';
import { brokenSubscribing } from './broken/broken-subscribing.ts';
import type { BrokenTransport } from './broken/broken-transport.ts';

const broken = [...brokenPublishing, ...brokenReading, ...brokenSubscribing, ...brokenConsuming];

/** Requirements that need nothing but what they are about: a fault elsewhere leaves them alone. */
const spared = [
  'lifecycle.describes-itself',
  'publish.receipt',
  'admin.create-unlimited',
  'admin.create-refusals',
  'admin.find',
];

const harnessOf = ({ name, breakIt }: BrokenTransport): Harness => ({
  name,
  createStore: async () => null,
  open: async () => breakIt(createMemoryTransport()),
  removeStore: async () => {},
  // Longer than what any requirement waits for on purpose.
  patience: 3_000,
});

describe('broken transports', () => {
  test('are twenty or more, each under a name of its own', () => {
    expect(new Set(broken.map(({ name }) => name)).size).toBe(broken.length);
    expect(broken.length).toBeGreaterThanOrEqual(20);
  });

  test.concurrent.each(broken)('one that $name fails, for that reason', async (one) => {
    const ids = Object.keys(one.breaks);
    const only = requirements.filter(({ id }) => ids.includes(id) || spared.includes(id));
    const { results } = await runConformance(harnessOf(one), { only });
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id }) => id).sort()).toEqual(ids.sort());
    for (const { id, error } of failed)
      expect(error).toMatch(one.breaks[id] ?? /no reason is listed/);
  });

  test.concurrent('show that the memory transport they are made from is not', async () => {
    const ids = new Set([...spared, ...broken.flatMap(({ breaks }) => Object.keys(breaks))]);
    const sound = {
      name: 'sound',
      breaks: {},
      breakIt: (transport: Parameters<BrokenTransport['breakIt']>[0]) => transport,
    };
    const only = requirements.filter(({ id }) => ids.has(id));
    const { results } = await runConformance(harnessOf(sound), { only });
    expect(only.length).toBe(ids.size);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });
});
