import { describe, expect, it } from 'vitest';
import { readClaims } from './read-claims.ts';

const report = `# Research: x

## Size

In all **1,204** files [C001], and in \`src/[id].ts\` **7** lines [C002 Lines].

| Claim | Tree | Value |
| --- | --- | --- |
| C001 | Files | 1,204 |

### Files
| Claim | File | Lines | Test |
| --- | --- | --- | --- |
| C002 | \`src/[id].ts\` | 7 | no |

| Other | Table |
| --- | --- |
| C009 | x |
`;

describe('reading claims', () => {
  it('reads rows of both table shapes with their sections', () => {
    expect(readClaims(report).claims).toEqual([
      {
        ...{ id: 'C001', kind: 'Tree', subject: 'the tree', section: 'Size' },
        values: [{ measure: 'Files', value: '1,204' }],
      },
      {
        ...{ id: 'C002', kind: 'File', subject: 'src/[id].ts', section: 'Files' },
        values: [
          { measure: 'Lines', value: '7' },
          { measure: 'Test', value: 'no' },
        ],
      },
    ]);
  });

  it('reads the values that the prose repeats', () => {
    const names = ['src/[id].ts'];
    expect(readClaims(report).citations).toEqual([
      { id: 'C001', measure: null, value: '1,204', section: 'Size', names },
      { id: 'C002', measure: 'Lines', value: '7', section: 'Size', names },
    ]);
  });

  it('reads the same with CRLF line ends', () => {
    expect(readClaims(report.replaceAll('\n', '\r\n'))).toEqual(readClaims(report));
  });

  it.each([
    ['a short row', '| C003 | `a` | 1 |', /cannot be read/],
    ['an id used twice', '| C002 | `a` | 1 | no |', /used twice/],
    ['an id of another form', '| X | `a` | 1 | no |', /cannot be read/],
  ])('says so of %s', (_, row, problem) => {
    const read = readClaims(report.replace('| 7 | no |', `| 7 | no |\n${row}`));
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]).toMatch(problem);
  });

  it('refuses a kind of subject that it does not know', () => {
    expect(
      readClaims(report.replace('| Claim | File |', '| Claim | __proto__ |')).problems,
    ).toHaveLength(1);
  });
});
