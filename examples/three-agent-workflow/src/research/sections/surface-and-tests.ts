import { comparePaths, isNameablePath } from '../../source-tree/tree-rules.ts';
import type { Block } from '../block.ts';
import { type Findings, rankAmong } from '../findings.ts';
import { fileRow } from './file-row.ts';

/** What the tree offers to its users, and what of it is tested. */
export function surfaceAndTestBlocks(findings: Findings): Block[] {
  return [publicSurface(findings), untested(findings)];
}

function publicSurface(findings: Findings): Block {
  const exportsOf = new Map(
    findings.survey.files.map((file) => [file, file.module?.exports.length ?? 0]),
  );
  const rank = rankAmong([...exportsOf.values()]);
  const measures = ['Exports', 'Exported names', 'Rank by exports'];
  const rows = [...exportsOf]
    .filter(([file, exports]) => exports > 0 && isNameablePath(file.path))
    .sort((left, right) => right[1] - left[1] || comparePaths(left[0].path, right[0].path))
    .map(([file, exports]) =>
      fileRow(findings, file, measures, { 'Rank by exports': rank(exports) }),
    );
  return {
    heading: '## Public surface',
    lead: (cite) => {
      const exports = cite('Tree', 'Exports', 'Exports', 'exported name|exported names');
      const code = cite('Tree', 'Code files', 'Code files', 'code file|code files');
      return [exports && code && `In all ${exports} in ${code}. The files that export most:`];
    },
    table: {
      ...{ kind: 'File', measures, rows, first: 8, most: 15 },
      empty: 'No file that was read exports anything.',
    },
  };
}

function untested(findings: Findings): Block {
  const measures = ['Imported by', 'Lines', 'Functions', 'Test'];
  const rows = findings.untested
    .filter((file) => isNameablePath(file.path))
    .sort(
      (left, right) =>
        findings.importedBy(right.path) - findings.importedBy(left.path) ||
        right.lines - left.lines ||
        comparePaths(left.path, right.path),
    )
    .map((file) => fileRow(findings, file, measures));
  return {
    heading: '## Tests',
    lead: (cite) => {
      const tests = cite('Tree', 'Test files', 'Test files', 'test file|test files');
      const missing = cite('Tree', 'Untested files', 'Untested files', 'code file|code files');
      return [
        tests &&
          missing &&
          `There are ${tests}; ${missing} that need a test have none. Of those, the most imported first:`,
      ];
    },
    table: {
      ...{ kind: 'File', measures, rows, first: 10, most: 30 },
      empty: 'Every code file that needs a test has one.',
    },
  };
}
