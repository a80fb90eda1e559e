import { describe, expect, it } from 'vitest';
import { readClaims } from '../claims/read-claims.ts';
import { deriveWork } from './derive-work.ts';
import { gatherEvidence } from './evidence.ts';
import { readCritique } from './read-critique.ts';

const research = `## Tests
| Claim | File | Imported by | Lines | Functions | Test |
| --- | --- | --- | --- | --- | --- |
| C001 | \`hub.ts\` | 9 | 120 | 4 | no |
| C002 | \`edge.ts\` | 0 | 20 | 1 | no |

## Hot spots
| Claim | File | Lines | Imported by | Test | Rank by lines |
| --- | --- | --- | --- | --- | --- |
| C003 | \`big.ts\` | 1,400 | 2 | yes | 1 |

| Claim | Function | Name | Lines |
| --- | --- | --- | --- |
| C004 | \`hub.ts:7\` | turn | 90 |

| Claim | Dependency | Importing files | Declaring packages |
| --- | --- | --- | --- |
| C005 | \`left-pad\` | 1 | 0 |
`;

const critique = (confirmed: string) => `# Critique

## Verdict

**approved_with_conditions**: soon.

## Confirmed claims

All values hold: ${confirmed}.

## Conditions

| Condition | Kind | Subject | Evidence | Must happen |
| --- | --- | --- | --- | --- |
| K1 | test | \`hub.ts\` | imported by 9 files | Test hub.ts before changing it |
`;

function plan(confirmed: string) {
  const read = readCritique(critique(confirmed));
  return deriveWork(gatherEvidence(readClaims(research), read.confirmed), read.conditions);
}

describe('the work', () => {
  it('begins with the conditions and waits where it must', () => {
    expect(
      plan('C001-C005').map(({ id, phase, subject, after }) => [id, phase, subject, after]),
    ).toEqual([
      ['W1', 'Conditions', 'hub.ts', []],
      ['W2', 'Safety net', 'edge.ts', []],
      ['W3', 'Shape', 'hub.ts:7', ['W1']],
      ['W4', 'Shape', 'big.ts', []],
      ['W5', 'Surface', 'left-pad', []],
    ]);
  });

  it('gives the claims, and the section they stand in, as reasons', () => {
    const [first, , , fourth] = plan('C001-C005');
    expect(first?.reasons).toContain('imported by 9 files (K1, Conditions)');
    expect(first?.reasons).toContain('imported by: 9 (C001, Tests)');
    expect(fourth?.reasons[0]).toBe('lines: 1,400 (C003, Hot spots)');
    expect(fourth?.size).toBe('Complex');
  });

  it('rests on nothing that was not confirmed', () => {
    const work = plan('C002, C004-C005');
    expect(work.map(({ subject }) => subject)).toEqual([
      'hub.ts',
      'edge.ts',
      'hub.ts:7',
      'left-pad',
    ]);
    expect(work.flatMap(({ reasons }) => reasons).join()).not.toMatch(/C001|C003/);
  });
});

describe('reading a critique', () => {
  it('reads verdict, confirmed ranges and conditions', () => {
    const read = readCritique(critique('C001-C003, C1000'));
    expect(read.verdict).toBe('approved_with_conditions');
    expect([...read.confirmed]).toEqual(['C001', 'C002', 'C003', 'C1000']);
    expect(read.conditions).toHaveLength(1);
    expect(readCritique('# Nothing').verdict).toBeNull();
  });
});
