/** What the end of a file's name says of the revision. */
export interface RevisionMark {
  /** `1` where the name gives none; `2.1` is `2.001`. */
  readonly number: number;
  /** -2 old, -1 draft, 0 nothing said, 1 updated, 2 final. */
  readonly stage: number;
  /** A date in the name, in milliseconds since 1970. */
  readonly date: number | null;
}

/** A name without its marks. */
export interface MarkedName {
  readonly base: string;
  readonly mark: RevisionMark;
  /** Whether the marks can be nothing else: `-2` and `-final` may belong to the name. */
  readonly sure: boolean;
}

/** What is said of a file whose name says nothing. */
export const noMark: RevisionMark = { number: 1, stage: 0, date: null };

const stages: Readonly<Record<string, number>> = {
  old: -2,
  draft: -1,
  updated: 1,
  revised: 1,
  final: 2,
};

const numbered =
  /[-_. ]*(?:[-_. ]|\()(?:v|ver|version|rev|revision|r)[-_. ]?(\d{1,3}(?:\.\d{1,3})?)\)?$/i;
const counted = /(?: ?\((\d{1,3})\)|\.(\d{1,3}))$/;
const perhapsCounted = /[-_ ](\d{1,2})$/;
const staged = /[-_. ]+\(?(old|draft|updated|revised|final)\)?$/i;
const dated = /(?:[-_. ]+(\d{4}-\d\d-\d\d)|[_. ](20\d{6}))$/;
const datedFirst = /^(\d{4}-\d\d-\d\d|20\d{6})[-_. ]+(?=.)/;

const readDate = (text: string): number | null => {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(time) ? null : time;
};

/** Takes the marks of a revision from the end of a name: `_v2`, `-rev3`, `(2)`, `.1`, `-2`, `_FINAL`, `_2025-12-25`. */
export const takeRevisionMark = (name: string): MarkedName => {
  let base = name;
  let { number, stage, date }: RevisionMark = noMark;
  let sure = true;
  const take = (pattern: RegExp, use: (found: string) => boolean): boolean => {
    const match = pattern.exec(base);
    const found = match?.slice(1).find((part) => part !== undefined);
    if (!match || found === undefined || match[0].length === base.length || !use(found)) {
      return false;
    }
    base = base.replace(pattern, '');
    return true;
  };
  const useNumber = (found: string): boolean => {
    const [major, minor = '0'] = found.split('.');
    number = Number(major) + Number(minor) / 1000;
    return true;
  };
  const useDate = (found: string): boolean => {
    date ??= readDate(found);
    return date !== null;
  };
  const useStage = (found: string): boolean => {
    stage = stages[found.toLowerCase()] ?? 0;
    if (found !== found.toUpperCase()) sure = false;
    return true;
  };
  take(datedFirst, useDate);
  // Marks may follow on each other, in any order, each once.
  while (
    (date === null && take(dated, useDate)) ||
    (stage === 0 && take(staged, useStage)) ||
    (number === 1 && (take(numbered, useNumber) || take(counted, useNumber)))
  );
  if (number === 1 && base === name && take(perhapsCounted, useNumber)) sure = false;
  return { base, mark: { number, stage, date }, sure };
};

/** Orders revisions: old ones first, final ones last, else by number, by stage, by time. */
export const compareMarks = (
  one: RevisionMark & { readonly time: number },
  other: RevisionMark & { readonly time: number },
): number => {
  const end = ({ stage }: RevisionMark): number => (Math.abs(stage) === 2 ? stage : 0);
  return (
    end(one) - end(other) ||
    one.number - other.number ||
    one.stage - other.stage ||
    one.time - other.time
  );
};
