import type { StreamConfig } from '@agog/deliverables-core';
import type { ApplyResult, StepOutcome } from './apply-plan.ts';
import { tellBytes, tellMessages, tellSpan } from './figures-as-text.ts';
import type { ChangeStep, PlanStep, SettingChange, StreamPlan } from './stream-plan.ts';

/** A plan as text for a person, a line or more for each stream. */
export const describePlan = ({ steps, unknownStreams }: StreamPlan): string => {
  const width = Math.max(0, ...steps.map(({ stream }) => stream.length));
  const lines = steps.flatMap((step) => {
    const [first = '', ...more] = tell(step);
    return [`${step.action.padEnd(9)}  ${step.stream.padEnd(width)}  ${first}`.trimEnd(), ...more];
  });
  if (unknownStreams.length > 0) {
    lines.push(`Not in the roster, and left as they are: ${unknownStreams.join(', ')}.`);
  }
  return lines.join('\n');
};

const indented = (line: string): string => `           ${line}`;

const tell = (step: PlanStep): string[] => {
  if (step.action === 'unchanged') return [];
  if (step.action === 'create') return [tellConfig(step.config)];
  if (step.action === 'change') return tellChange(step);
  return ['', ...step.conflicts.flatMap(({ what, fix }) => [indented(what), indented(`→ ${fix}`)])];
};

const tellConfig = ({ subjects, maxMessages, maxBytes, maxAge }: StreamConfig): string =>
  [
    subjects.join(', '),
    maxMessages !== null && tellMessages(maxMessages),
    maxBytes !== null && tellBytes(maxBytes),
    maxAge !== null && tellSpan(maxAge),
  ]
    .filter((part) => part !== false)
    .join(', ');

const tellChange = ({ changes, drops }: ChangeStep): string[] => {
  const lines = changes.map(
    ({ setting, from, to }) =>
      `${setting}: ${tellValue(setting, from)} → ${tellValue(setting, to)}`,
  );
  if (drops > 0) lines.push(`removes ${tellMessages(drops)}; needs allowDrop (--allow-drop)`);
  const [first = '', ...more] = lines;
  return [first, ...more.map(indented)];
};

const tellValue = (setting: SettingChange['setting'], value: SettingChange['to']): string => {
  if (value === null) return 'no limit';
  if (typeof value !== 'number') return Array.isArray(value) ? value.join(', ') : `"${value}"`;
  if (setting === 'maxBytes' || setting === 'maxMessageSize') return tellBytes(value);
  return setting === 'maxAge' || setting === 'duplicateWindow' ? tellSpan(value) : String(value);
};

const told: Readonly<Record<StepOutcome['outcome'], string>> = {
  created: 'created',
  changed: 'changed',
  unchanged: 'unchanged',
  would_drop: 'left as it is',
  conflict: 'left as it is',
};

/** What came of a plan as text for a person. */
export const describeResult = ({ outcomes }: ApplyResult): string => {
  const width = Math.max(0, ...outcomes.map(({ stream }) => stream.length));
  return outcomes
    .flatMap(({ stream, outcome, drops, conflicts }) => [
      `${stream.padEnd(width)}  ${told[outcome]}${tellDrops(outcome, drops)}`,
      ...conflicts.flatMap(({ what, fix }) => [indented(what), indented(`→ ${fix}`)]),
    ])
    .join('\n');
};

const tellDrops = (outcome: StepOutcome['outcome'], drops: number): string => {
  if (outcome === 'would_drop') return `: the change would remove ${tellMessages(drops)}`;
  return drops > 0 ? `, and removed ${tellMessages(drops)}` : '';
};
