import { describe, expect, test } from 'vitest';
import { requirements } from '../src/requirements/requirements.ts';
import { allClauses } from './clauses/all-clauses.ts';
import { seamSentences } from './seam-sentences.ts';

const ids = requirements.map((requirement) => requirement.id);
const clauses = Object.entries(allClauses).flatMap(([place, sentences]) =>
  Object.entries(sentences).map(([sentence, proof]) => ({ place, sentence, proof })),
);
const label = ({ place, sentence }: { place: string; sentence: string }): string =>
  `${place}: ${sentence}`;

describe('the coverage of the seam', () => {
  test('reads the docstrings of the seam', () => {
    const sentences = seamSentences().map(label);
    expect(sentences).toContain('StreamAdmin.list: ');
    expect(sentences).toContain('Transport.close: Every later call fails with `closed`.');
    expect(sentences.length).toBeGreaterThan(100);
  });

  test('has a clause for every sentence and member, and none for what is not written there', () => {
    expect(clauses.map(label).sort()).toEqual([...new Set(seamSentences().map(label))].sort());
  });

  test('cites only requirements that exist, and at least one in every clause with a proof', () => {
    for (const { proof } of clauses) {
      expect(proof.length).toBeGreaterThan(0);
      if (typeof proof !== 'string') expect(ids).toEqual(expect.arrayContaining([...proof]));
    }
  });

  test('cites every requirement', () => {
    const cited = new Set(clauses.flatMap(({ proof }) => (typeof proof === 'string' ? [] : proof)));
    expect(ids.filter((id) => !cited.has(id))).toEqual([]);
  });
});

describe('the requirements', () => {
  test('have unique ids of area and behaviour', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('say in one sentence, each its own, what must happen', () => {
    const sentences = requirements.map((requirement) => requirement.behaviour);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Za-z][^\n]{20,}[a-z0-9]\.$/);
  });
});
