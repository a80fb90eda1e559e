import type { Verdict } from '@agog/deliverables-core';
import { formatCount } from '../claims/claim.ts';
import type { CheckedReport, CheckedValue, CheckResult } from './check-claims.ts';
import type { Condition } from './conditions.ts';
import type { Risks } from './find-risks.ts';

/** What a critique is written from. */
export interface CritiqueInput {
  readonly name: string;
  /** The report under review, as its notice names it. */
  readonly reviewed: { readonly channel: string; readonly sequence: number };
  readonly checked: CheckedReport;
  readonly risks: Risks;
  readonly conditions: readonly Condition[];
}

/** One false claim keeps a report from being used; conditions only come first. */
export function reachVerdict(checked: CheckedReport, conditions: readonly Condition[]): Verdict {
  if (checked.values.some(({ result }) => result === 'false')) return 'rejected';
  return conditions.length > 0 ? 'approved_with_conditions' : 'approved';
}

/** Writes the critique as Markdown. */
export function writeCritique(input: CritiqueInput): string {
  const { checked, conditions } = input;
  const parts = [
    `# Critique: ${input.name}`,
    '## Verdict',
    verdictText(input),
    '## Checked claims',
    'Every value was measured again in the tree by other code than its author used.',
    checkedTable(checked.values),
    '## False claims',
    falseTable(checked.values),
    '## What the sentences rest on',
    citedTable(checked.cited),
    '## Confirmed claims',
    checked.confirmed.length === 0 ? 'None.' : `All values hold: ${ranges(checked.confirmed)}.`,
    '## Conditions',
    conditionTable(conditions),
    '## Risks beside the report',
    riskText(input.risks),
    '## Method',
    'The files were listed, read and counted anew. Exports, imports and functions were read by walking each syntax ' +
      'tree; imports were followed from the imported side; tests were matched from the test to what it covers. ' +
      'A value that differs counts as changed, not false, when what it depends on changed after the report measured it.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function verdictText({ checked, conditions, reviewed }: CritiqueInput): string {
  const verdict = reachVerdict(checked, conditions);
  const count = (result: CheckResult): string =>
    formatCount(checked.values.filter((value) => value.result === result).length);
  const because = {
    rejected: `${count('false')} of ${formatCount(checked.values.length)} checked values are false; nothing should be built on this report until they are put right.`,
    approved_with_conditions: `the report can be used once ${conditions.length === 1 ? 'one condition is' : `${conditions.length} conditions are`} met.`,
    approved: 'every value holds and nothing stands in the way.',
  }[verdict];
  return `**${verdict}**: ${because}\n\nReviewed: \`${reviewed.channel}\`, sequence ${reviewed.sequence}.`;
}

function checkedTable(values: readonly CheckedValue[]): string {
  const rows = [...Map.groupBy(values, (value) => value.section)].map(([section, group]) => {
    const count = (result: CheckResult): string =>
      formatCount(group.filter((value) => value.result === result).length);
    const claims = new Set(group.map((value) => value.id)).size;
    return [
      ...[section, formatCount(claims), formatCount(group.length), count('holds')],
      ...[count('false'), count('stale'), count('unknown')],
    ];
  });
  if (rows.length === 0) return 'The report holds no claim that can be checked.';
  return table(
    ['Section', 'Claims', 'Values', 'Hold', 'False', 'Changed since', 'Not measurable'],
    rows,
  );
}

function falseTable(values: readonly CheckedValue[]): string {
  const rows = values
    .filter(({ result }) => result === 'false')
    .map((value) => [
      ...[value.id, `\`${value.subject}\``, value.measure, value.claimed],
      ...[value.measured, value.section],
    ]);
  if (rows.length === 0) return 'None.';
  return table(['Claim', 'Subject', 'Measure', 'Claimed', 'Measured', 'Section'], rows);
}

function citedTable(values: readonly CheckedValue[]): string {
  if (values.length === 0) return 'No sentence of the report cites a claim.';
  return table(
    ['Cited', 'Subject', 'Measure', 'Claimed', 'Measured', 'Result'],
    values.map((value) => [
      ...[value.id, `\`${value.subject}\``, value.measure, value.claimed],
      ...[value.measured, value.result],
    ]),
  );
}

function conditionTable(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return 'None.';
  return table(
    ['Condition', 'Kind', 'Subject', 'Evidence', 'Must happen'],
    conditions.map(({ id, kind, subject, evidence, demand }) => [
      ...[id, kind, `\`${subject}\``, evidence.replaceAll('|', '¦'), demand],
    ]),
  );
}

function riskText({ cycles, unguarded, concentration }: Risks): string {
  const circles =
    cycles.length === 0
      ? 'At run time no imports lead in a circle; those of types alone do not count.'
      : `At run time imports lead in ${cycles.length} circles; the largest joins ${cycles[0]?.length} files.`;
  const guards =
    unguarded.length === 0
      ? 'No file that two or more others import is without a test.'
      : `${unguarded.length} files are imported by two or more others and have no test; ${unguarded[0]?.path} by most, ${unguarded[0]?.importers}.`;
  return [
    `- ${circles}`,
    `- ${guards}`,
    `- The five largest code files hold ${concentration} % of the lines of code outside tests.`,
  ].join('\n');
}

/** `C001-C004, C006`: neighbours joined. */
function ranges(ids: readonly string[]): string {
  const runs: { readonly first: string; last: string }[] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    if (run !== undefined && Number(id.slice(1)) === Number(run.last.slice(1)) + 1) run.last = id;
    else runs.push({ first: id, last: id });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(', ');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
