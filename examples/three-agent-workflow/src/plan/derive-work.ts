import { type Evidence, figure, type KnownSubject, reasons } from './evidence.ts';
import type { ReadCondition } from './read-critique.ts';

/** The order of work: what was demanded, then what makes change safe, then change, then tidying. */
export const phases = ['Conditions', 'Safety net', 'Shape', 'Surface'] as const;

/** One piece of work. */
export interface WorkItem {
  /** `W1`, `W2`, … in the order of work. */
  readonly id: string;
  readonly phase: (typeof phases)[number];
  readonly title: string;
  readonly subject: string;
  readonly reasons: readonly string[];
  readonly steps: readonly string[];
  /** How anybody can see that it is done. */
  readonly done: string;
  readonly size: 'Simple' | 'Medium' | 'Complex';
  /** Ids of the items that come first. */
  readonly after: readonly string[];
}

type Draft = Omit<WorkItem, 'id' | 'after'>;

/** Above these a file or function is worth dividing, a surface worth holding fixed. */
const limits = { fileLines: 250, functionLines: 60, exports: 20, tests: 10, each: 5 } as const;

/** Derives the work, in order, from confirmed facts and the critic's conditions alone. */
export function deriveWork(evidence: Evidence, conditions: readonly ReadCondition[]): WorkItem[] {
  const demanded = conditions.map((condition) => fromCondition(condition, evidence));
  const covered = new Set(demanded.map(({ subject }) => subject));
  const drafts = [
    ...demanded,
    ...missingTests(evidence).filter(({ subject }) => !covered.has(subject)),
    ...divisions(evidence),
    ...surface(evidence),
  ];
  const items: WorkItem[] = [];
  for (const [index, draft] of drafts.entries()) {
    // Whatever reshapes a file waits for the tests, and the broken circles, of that file.
    const file = draft.subject.replace(/:\d+$/, '');
    const earlier = items.filter((item) => item.subject === file && item.phase !== draft.phase);
    items.push({ id: `W${index + 1}`, ...draft, after: earlier.map(({ id }) => id) });
  }
  return items;
}

function fromCondition(condition: ReadCondition, evidence: Evidence): Draft {
  const known = evidence.about('File', condition.subject);
  const because = [
    `${condition.evidence} (${condition.id}, Conditions)`,
    ...reasons(known, 'Lines', 'Functions', 'Exports', 'Imported by'),
  ];
  const common = {
    ...({ phase: 'Conditions', subject: condition.subject, reasons: because } as const),
    size: sizeOf(figure(known, 'Lines')),
  };
  if (condition.kind === 'test') return { ...common, ...testWork(condition.subject, known) };
  if (condition.kind === 'circle') {
    return {
      ...common,
      title: `Break the import circle at \`${condition.subject}\``,
      steps: [
        'Find the import of the circle that carries least, and move what it needs below both files.',
        'Hold the direction with a rule, so that it does not come back.',
      ],
      done: 'the files named no longer reach each other in both directions',
      size: 'Medium',
    };
  }
  return {
    ...common,
    title: condition.demand,
    steps: ['Read the tree again and publish a new revision of the research.'],
    done: `a critique of the new revision no longer states ${condition.id}`,
  };
}

function missingTests(evidence: Evidence): Draft[] {
  return files(evidence, (known) => known.facts.get('Test')?.value === 'no')
    .sort(
      (left, right) =>
        figure(right, 'Imported by') - figure(left, 'Imported by') ||
        figure(right, 'Lines') - figure(left, 'Lines'),
    )
    .slice(0, limits.tests)
    .map((known) => ({
      ...{ phase: 'Safety net', subject: known.subject },
      ...testWork(known.subject, known),
      reasons: reasons(known, 'Test', 'Imported by', 'Lines', 'Functions'),
      size: sizeOf(figure(known, 'Lines')),
    }));
}

function testWork(
  path: string,
  known: KnownSubject | null,
): Pick<Draft, 'title' | 'steps' | 'done'> {
  const functions = figure(known, 'Functions');
  const names = known?.facts.get('Exported names')?.value;
  return {
    title: `Write tests for \`${path}\``,
    steps: [
      names === undefined || names === '–'
        ? 'State what its callers rely on, and test that.'
        : `Test what it exports: ${names}.`,
      functions > 1
        ? `Reach each of its ${functions} functions, failures included.`
        : 'Test its failures as well as its success.',
    ],
    done: `a test of its name stands beside it, so that its mark under Test is \`yes\``,
  };
}

function divisions(evidence: Evidence): Draft[] {
  const long = evidence.subjects
    .filter(({ kind }) => kind === 'Function')
    .filter((known) => figure(known, 'Lines') > limits.functionLines)
    .slice(0, limits.each)
    .map((known): Draft => {
      const name = known.facts.get('Name')?.value ?? 'the function';
      return {
        ...{ phase: 'Shape', subject: known.subject },
        title: `Divide \`${name}\` at \`${known.subject}\``,
        reasons: reasons(known, 'Lines', 'Rank by lines'),
        steps: ['Name its steps, and make each a function of its own.'],
        done: `no function of \`${known.subject.replace(/:\d+$/, '')}\` is longer than ${limits.functionLines} lines`,
        size: sizeOf(figure(known, 'Lines')),
      };
    });
  const large = files(
    evidence,
    (known) => figure(known, 'Lines') > limits.fileLines && known.facts.has('Rank by lines'),
  )
    .slice(0, limits.each)
    .map(
      (known): Draft => ({
        ...{ phase: 'Shape', subject: known.subject },
        title: `Divide \`${known.subject}\``,
        reasons: reasons(known, 'Lines', 'Functions', 'Imported by'),
        steps: [
          'Divide it by what changes together, one file for each.',
          ...(figure(known, 'Imported by') > 0
            ? [`Keep its name for the ${figure(known, 'Imported by')} files that import it.`]
            : []),
        ],
        done: `it has at most ${limits.fileLines} lines, and so has each new file`,
        size: sizeOf(figure(known, 'Lines')),
      }),
    );
  return [...long, ...large];
}

function surface(evidence: Evidence): Draft[] {
  const wide = files(evidence, (known) => figure(known, 'Exports') >= limits.exports)
    .slice(0, 2)
    .map(
      (known): Draft => ({
        ...{ phase: 'Surface', subject: known.subject, size: 'Simple' },
        title: `Hold the surface of \`${known.subject}\` fixed`,
        reasons: reasons(known, 'Exports', 'Rank by exports'),
        steps: ['Write down the names it exports, and let a test compare.'],
        done: 'adding or removing an exported name makes a test fail',
      }),
    );
  const undeclared = evidence.subjects
    .filter(({ kind }) => kind === 'Dependency')
    .filter((known) => known.facts.get('Declaring packages')?.value === '0')
    .slice(0, limits.each)
    .map(
      (known): Draft => ({
        ...{ phase: 'Surface', subject: known.subject, size: 'Simple' },
        title: `Declare \`${known.subject}\``,
        reasons: reasons(known, 'Importing files', 'Declaring packages'),
        steps: ['Add it, with its version, to the package whose files import it.'],
        done: 'one `package.json` lists it at least',
      }),
    );
  const open = files(evidence, (known) => figure(known, 'Open marks') > 0)
    .sort((left, right) => figure(right, 'Open marks') - figure(left, 'Open marks'))
    .slice(0, 3)
    .map(
      (known): Draft => ({
        ...{ phase: 'Surface', subject: known.subject, size: 'Simple' },
        title: `Settle what is marked in \`${known.subject}\``,
        reasons: reasons(known, 'Open marks'),
        steps: ['Do each, or write down why not, and take the mark away.'],
        done: 'the file has no open mark',
      }),
    );
  return [...wide, ...undeclared, ...open];
}

function files(evidence: Evidence, wanted: (known: KnownSubject) => boolean): KnownSubject[] {
  return evidence.subjects.filter((known) => known.kind === 'File' && wanted(known));
}

function sizeOf(lines: number): WorkItem['size'] {
  return lines < 80 ? 'Simple' : lines < 300 ? 'Medium' : 'Complex';
}
