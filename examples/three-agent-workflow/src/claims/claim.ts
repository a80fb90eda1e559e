import type { SubjectKind } from './vocabulary.ts';

/** One statement about one measure of a subject, as text: `1,204`, `yes`, `a, b +2`. */
export interface ClaimedValue {
  readonly measure: string;
  readonly value: string;
}

/** A row of a report that can be checked: one subject, one or more measures. */
export interface Claim {
  /** `C001`, `C002`, … in the order of the report. */
  readonly id: string;
  readonly kind: SubjectKind;
  readonly subject: string;
  /** The heading it stands under. */
  readonly section: string;
  readonly values: readonly ClaimedValue[];
}

/** A value repeated in prose with the claim it comes from: `**212** files [C001 Files]`. */
export interface Citation {
  readonly id: string;
  /** As written; absent where the claim has one value only. */
  readonly measure: string | null;
  readonly value: string;
  readonly section: string;
  /** What the line names in code marks: a claim about one subject must not be cited for another. */
  readonly names: readonly string[];
}

/** The whole tree, as a subject. */
export const wholeTree = 'the tree';

/** A count for people, readable back: `1,204`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A cell's value in the one form in which values are compared: figures without their separators. */
export function canonicalValue(value: string): string {
  return /^\d{1,3}(,\d{3})+$/.test(value) ? value.replaceAll(',', '') : value.trim();
}

/** Names in one cell: the first six in their order, then how many more. */
export function formatNames(names: readonly string[], plain: (name: string) => string): string {
  if (names.length === 0) return '–';
  const more = names.length - 6;
  return names.slice(0, 6).map(plain).join(', ') + (more > 0 ? ` +${more}` : '');
}

/** The id of the n-th claim of a report, from 1. */
export function claimId(position: number): string {
  return `C${String(position).padStart(3, '0')}`;
}
