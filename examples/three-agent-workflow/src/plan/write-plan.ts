import { phases, type WorkItem } from './derive-work.ts';
import type { Evidence } from './evidence.ts';
import { figure, reasons } from './evidence.ts';
import type { ReadCritique } from './read-critique.ts';

/** A report that the plan rests on, as its notice names it. */
export interface PlanSource {
  readonly what: string;
  readonly channel: string;
  readonly sequence: number;
}

/** What a plan is written from. */
export interface PlanInput {
  readonly name: string;
  readonly sources: readonly PlanSource[];
  readonly critique: ReadCritique;
  readonly evidence: Evidence;
  readonly work: readonly WorkItem[];
}

/** Writes the backend plan as Markdown. */
export function writePlan(input: PlanInput): string {
  const parts = [
    `# Backend plan: ${input.name}`,
    '## Summary',
    summary(input),
    '## What it rests on',
    basis(input),
    '## Order of work',
    order(input.work),
    ...phases.flatMap((phase) => details(phase, input.work)),
    '## What must keep working',
    guards(input.evidence),
    '## What is not planned',
    '- Whatever the critique did not confirm: no item rests on it.\n' +
      '- New features: research and critique speak of the tree as it is.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function summary({ work, critique }: PlanInput): string {
  if (work.length === 0) {
    return 'No work follows: the critique sets no condition, and no confirmed figure asks for a change.';
  }
  const counts = phases
    .map((phase) => [phase, work.filter((item) => item.phase === phase).length] as const)
    .filter(([, count]) => count > 0)
    .map(([phase, count]) => `${count} under ${phase}`);
  const first = work.find((item) => item.after.length === 0);
  return (
    `${work.length} pieces of work: ${counts.join(', ')}. ` +
    `The critique is \`${critique.verdict}\` with ${critique.conditions.length} conditions; each is an item here, before anything else. ` +
    `Begin with ${first?.id}: ${first?.title}.`
  );
}

function basis({ sources, critique }: PlanInput): string {
  return [
    ...sources.map(
      ({ what, channel, sequence }) => `- ${what}: \`${channel}\`, sequence ${sequence}`,
    ),
    `- ${critique.confirmed.size} claims of the research that the critique confirms`,
  ].join('\n');
}

function order(work: readonly WorkItem[]): string {
  if (work.length === 0) return 'Nothing.';
  return [
    '| Work | Phase | What | Size | After |',
    '| --- | --- | --- | --- | --- |',
    ...work.map(
      ({ id, phase, title, size, after }) =>
        `| ${id} | ${phase} | ${title} | ${size} | ${after.join(', ') || '–'} |`,
    ),
  ].join('\n');
}

function details(phase: string, work: readonly WorkItem[]): string[] {
  const items = work.filter((item) => item.phase === phase);
  if (items.length === 0) return [];
  const texts = items.map((item) =>
    [
      `### ${item.id} ${item.title}`,
      [
        `Why: ${item.reasons.join('; ')}.`,
        ...item.steps.map((step) => `- ${step}`),
        `- Done when ${item.done}.`,
      ].join('\n'),
    ].join('\n\n'),
  );
  return [`## ${phase}`, ...texts];
}

/** The most imported tested files: whoever changes the tree must not break these. */
function guards(evidence: Evidence): string {
  const hubs = evidence.subjects
    .filter(({ kind, facts }) => kind === 'File' && facts.get('Test')?.value === 'yes')
    .filter((known) => figure(known, 'Imported by') > 0)
    .sort((left, right) => figure(right, 'Imported by') - figure(left, 'Imported by'))
    .slice(0, 8);
  if (hubs.length === 0) return 'No confirmed claim names a file that is both imported and tested.';
  return hubs
    .map((known) => `- \`${known.subject}\`: ${reasons(known, 'Imported by', 'Test').join('; ')}`)
    .join('\n');
}
