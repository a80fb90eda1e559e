import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { describe, expect, test } from 'vitest';
import { planTests } from '../src/bindings/planned-tests.ts';
import { reportConformance } from '../src/browser.ts';
import {
  type ConformanceResult,
  type Harness,
  type Requirement,
  requirements,
  runConformance,
} from '../src/index.ts';

const memory: Harness = {
  name: 'memory',
  createStore: async () => null,
  open: async () => createMemoryTransport(),
  removeStore: async () => {},
};

const requirement = (id: string, verify: Requirement['verify']): Requirement => ({
  id,
  behaviour: `${id} happens.`,
  needs: [],
  verify,
});

describe('runConformance', () => {
  test('reports every outcome as data, in order, and each as it comes', async () => {
    const seen: ConformanceResult[] = [];
    let release = (): void => {};
    const second = new Promise<void>((resolve) => {
      release = resolve;
    });
    const only = [
      requirement('a.first', () => second),
      requirement('a.second', async () => release()),
      requirement('a.third', async () => {
        throw new Error('Seen: nothing.');
      }),
      { ...requirement('a.fourth', async () => {}), needs: ['persistent'] as const },
    ];
    const report = await runConformance(memory, { only, onResult: (result) => seen.push(result) });
    expect(report).toMatchObject({
      transport: 'memory',
      conforms: false,
      outcomes: { passed: 2, failed: 1, 'not-applicable': 1, 'known-gap': 0 },
    });
    const ids = report.results.map((result) => result.id);
    expect(ids).toEqual(['a.first', 'a.second', 'a.third', 'a.fourth']);
    expect(seen.map((result) => result.id).sort()).toEqual([...ids].sort());
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('runs no more at a time than it is told', async () => {
    let running = 0;
    let most = 0;
    const only = Array.from({ length: 6 }, (_, index) =>
      requirement(`a.number-${index}`, async (context) => {
        running += 1;
        most = Math.max(most, running);
        await context.elapse(5);
        running -= 1;
      }),
    );
    await runConformance({ ...memory, concurrency: 2 }, { only });
    expect(most).toBe(2);
  });

  test('refuses known gaps that are no requirements', async () => {
    const harness = { ...memory, knownGaps: ['publish.acknowledgd-is-stored'] };
    await expect(runConformance(harness)).rejects.toThrow('publish.acknowledgd-is-stored');
    await expect(planTests(harness)).rejects.toThrow('publish.acknowledgd-is-stored');
  });
});

describe('the bindings', () => {
  test('plan one test per requirement, and say which do not apply or must fail', async () => {
    const gap = 'publish.receipt';
    const { title, tests } = await planTests({ ...memory, knownGaps: [gap] });
    expect(title).toBe('memory conforms');
    expect(tests).toHaveLength(requirements.length);
    const titles = tests.map((planned) => planned.title);
    expect(titles).toContainEqual(
      expect.stringMatching(/^persistent\..* \(not applicable without persistent\)$/),
    );
    const planned = tests.find((one) => one.title.startsWith(`${gap}: `));
    expect(planned?.title).toMatch(/ \(known gap, must fail\)$/);
    await expect(planned?.run()).rejects.toThrow('Take it off the list');
  });

  test('fail a test when its requirement stops not to apply', async () => {
    const capable = { ...createMemoryTransport().capabilities, persistent: true };
    let opened = 0;
    const open = async () => {
      opened += 1;
      const transport = createMemoryTransport();
      return opened === 1 ? transport : { ...transport, capabilities: capable };
    };
    const { tests } = await planTests({ ...memory, open, patience: 200 });
    const planned = tests.find((one) => one.missing.includes('persistent'));
    await expect(planned?.run()).rejects.toThrow(/persistent|stream_not_found/);
  });

  test('report to a page line by line', async () => {
    const lines: string[] = [];
    const report = await reportConformance(memory, (line) => lines.push(line));
    expect(lines).toHaveLength(requirements.length + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual(report);
    expect(report.results.filter((result) => result.outcome === 'failed')).toEqual([]);
    expect(report.milliseconds).toBeLessThan(15_000);
  });
});
