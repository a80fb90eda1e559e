import type { Diagnosis } from './doctor.ts';

const summaries = {
  0: 'Nothing wrong was found.',
  1: 'It works; the warnings above are worth a look.',
  2: 'Something is wrong: the errors above say what to do.',
} as const;

/** A diagnosis as text for a person: for each finding what, why, and the way out. */
export const describeDiagnosis = ({ findings, exitCode }: Diagnosis): string => {
  const blocks = findings.flatMap(({ id, severity, what, why, fix }) => {
    if (severity === 'info') return [`info     ${id}: ${what}`];
    return [`${severity.padEnd(7)}  ${id}: ${what}`, `         ${why}`, `         → ${fix}`];
  });
  return [...blocks, summaries[exitCode]].join('\n');
};
