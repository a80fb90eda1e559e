import type { CheckedReport } from './check-claims.ts';
import type { Risks } from './find-risks.ts';

/** What kind of thing a condition asks for. */
export type ConditionKind = 'test' | 'circle' | 'measure again' | 'restate';

/** What must happen before anybody builds on the report. */
export interface Condition {
  /** `K1`, `K2`, … */
  readonly id: string;
  readonly kind: ConditionKind;
  /** The file, claim or group that it is about. */
  readonly subject: string;
  /** What was measured that asks for it. */
  readonly evidence: string;
  /** In one short clause, for the notice. */
  readonly demand: string;
}

/** Draws the conditions from what was checked and what was found beside it. */
export function drawConditions(checked: CheckedReport, risks: Risks): Condition[] {
  const stale = checked.values.filter(({ result }) => result === 'stale');
  const unknown = checked.values.filter(({ result }) => result === 'unknown');
  const conditions: Omit<Condition, 'id'>[] = [
    ...checked.problems.map(
      (problem): Omit<Condition, 'id'> => ({
        ...{ kind: 'restate', subject: 'the report', evidence: problem },
        demand: 'Restate what cannot be read as a claim',
      }),
    ),
    ...unknown.slice(0, 5).map(
      ({ id, measure }): Omit<Condition, 'id'> => ({
        ...{ kind: 'restate', subject: id, evidence: `nobody can measure ${measure}` },
        demand: `Restate ${id}: ${measure} cannot be measured`,
      }),
    ),
    ...[...new Set(stale.map(({ id }) => id))].map(
      (id): Omit<Condition, 'id'> => ({
        ...{
          kind: 'measure again',
          subject: id,
          evidence: 'the tree changed after it was measured',
        },
        demand: `Measure ${id} again: the tree has changed`,
      }),
    ),
    ...risks.unguarded.slice(0, 6).map(
      ({ path, importers, lines }): Omit<Condition, 'id'> => ({
        ...{ kind: 'test', subject: path },
        evidence: `imported by ${importers} files, ${lines} lines, no test`,
        demand: `Test ${path} before changing it`,
      }),
    ),
    ...risks.cycles.slice(0, 4).map(
      (cycle): Omit<Condition, 'id'> => ({
        ...{ kind: 'circle', subject: cycle[0] ?? '' },
        evidence: `at run time imports lead in a circle through ${cycle.length} files: ${cycle.slice(0, 4).join(', ')}${cycle.length > 4 ? ', …' : ''}`,
        demand: `Break the import circle at ${cycle[0] ?? ''}`,
      }),
    ),
  ];
  return conditions.map((condition, index) => ({ id: `K${index + 1}`, ...condition }));
}
