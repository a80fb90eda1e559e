import { writeBaseline } from '../../claims/baseline.ts';
import { formatCount } from '../../claims/claim.ts';
import { meaningOf } from '../../claims/vocabulary.ts';
import type { TreeSurvey } from '../../source-tree/survey.ts';
import { treeBounds } from '../../source-tree/tree-rules.ts';
import type { Block } from '../block.ts';

/** What was counted and how, so that another can count it again. */
export function methodBlock(survey: TreeSurvey, claimed: readonly Block[]): Block {
  return {
    heading: '## Scope and method',
    table: null,
    lead: () => [
      '### State of the tree',
      writeBaseline(
        survey.measuredAt,
        survey.files.map((file) => file.path),
      ),
      '### What was measured',
      'Every table row that begins with an id (C001) is a claim: its second column names the subject, ' +
        'each further column is a value that can be measured again in the tree. ' +
        'A value in bold with an id behind it repeats a claim.',
      'Left out by name: what tools fetch or make (`node_modules`, `dist`, …), lock files, logs, ' +
        'minified files, databases and files that may hold secrets (`.env`, keys). Links are not followed.',
      leftOut(survey),
      readLanguages(survey),
      `What the columns mean:\n\n${glossary(claimed)}`,
    ],
  };
}

/** What the figures cannot say, and what this reading missed. */
export function limitsBlock(survey: TreeSurvey, fullyListed: boolean): Block {
  const unparsed = survey.files.filter((file) => file.language.modules && file.module === null);
  return {
    heading: '## What this report does not say',
    table: null,
    lead: () => [
      [
        '- A test beside a file says that somebody wrote one, not that it tests much.',
        '- Lines and imports show weight, not quality; nothing was run.',
        fullyListed
          ? '- Every file is listed, so nothing is left to a sample.'
          : '- The tables show the most telling rows; the totals under Size count all files.',
        ...(unparsed.length > 0
          ? [
              `- The parser refused ${unparsed.length} files; their exports and imports are missing.`,
            ]
          : []),
      ].join('\n'),
    ],
  };
}

function leftOut({ leftOut: left }: TreeSurvey): string {
  const parts = [
    left.binary > 0 ? `${formatCount(left.binary)} binary files` : null,
    left.tooLarge > 0
      ? `${formatCount(left.tooLarge)} files over ${formatCount(treeBounds.fileBytes)} bytes`
      : null,
    left.unreadable > 0 ? `${formatCount(left.unreadable)} unreadable files or folders` : null,
    left.bounded
      ? `everything beyond the first ${formatCount(treeBounds.files)} files or ${formatCount(treeBounds.folders)} folders, level by level`
      : null,
  ].filter((part) => part !== null);
  return parts.length === 0
    ? 'Nothing else was left out.'
    : `Seen and not read: ${parts.join('; ')}.`;
}

function readLanguages(survey: TreeSurvey): string {
  const code = survey.files.filter((file) => file.language.code);
  const read = code.filter((file) => file.language.modules).length;
  if (code.length === 0) return 'There is no program text here: exports and imports do not apply.';
  return read === code.length
    ? 'Exports, imports and functions were read with a parser from every code file.'
    : `Exports, imports and functions were read from JavaScript and TypeScript only: ${formatCount(read)} of ${formatCount(code.length)} code files. Elsewhere these columns hold a dash.`;
}

function glossary(blocks: readonly Block[]): string {
  const lines = new Set<string>();
  for (const { table } of blocks) {
    if (table === null || table.rows.length === 0) continue;
    const measures = table.kind === 'Tree' ? table.rows.map((row) => row.subject) : table.measures;
    for (const measure of measures) {
      const meaning = meaningOf(table.kind, measure);
      if (meaning) lines.add(`- ${table.kind}, ${measure}: ${meaning}`);
    }
  }
  return [...lines].join('\n');
}
