import { describe, expect, it } from 'vitest';
import { findCycles } from './find-cycles.ts';

const groups = (graph: Readonly<Record<string, readonly string[]>>) =>
  findCycles(Object.keys(graph), (node) => graph[node] ?? []).map((group) => group.sort());

describe('circles', () => {
  it('are the groups whose members reach each other', () => {
    expect(groups({ a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'], f: ['a'] })).toEqual([
      ['d', 'e'],
      ['a', 'b', 'c'],
    ]);
  });

  it('are not found where there are none', () => {
    expect(groups({})).toEqual([]);
    expect(groups({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([]);
    expect(groups({ a: ['a', 'missing'] })).toEqual([]);
  });

  it('may be longer than the call stack is deep', () => {
    const length = 100_000;
    const nodes = Array.from({ length }, (_, index) => String(index));
    const found = findCycles(nodes, (node) => [String((Number(node) + 1) % length)]);
    expect(found.map((group) => group.length)).toEqual([length]);
  });
});
