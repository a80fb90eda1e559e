import type { SubjectKind } from '../claims/vocabulary.ts';

/** One subject and its values, in the order of the block's measures. */
export interface Row {
  readonly subject: string;
  readonly values: readonly string[];
}

/**
 * Repeats a claimed value in prose, with its unit (`line|lines`: for one, for others) and its claim; `null` where the
 * report has no such row.
 */
export type Cite = (
  kind: SubjectKind,
  subject: string,
  measure: string,
  unit: string,
) => string | null;

/** A heading, some prose and a table of claims: what a report is built of. */
export interface Block {
  /** With its `##` or `###`. */
  readonly heading: string;
  /** Lines before the table; lines that are `null` are left out. */
  readonly lead: (cite: Cite) => readonly (string | null)[];
  readonly table: BlockTable | null;
}

/** Rows that may stand in the report, the most telling first. */
export interface BlockTable {
  readonly kind: SubjectKind;
  readonly measures: readonly string[];
  readonly rows: readonly Row[];
  /** How many rows it gets before any table gets more. */
  readonly first: number;
  /** How many rows it gets at most. */
  readonly most: number;
  /** What stands there where there are no rows. */
  readonly empty: string;
}

/** A sentence made of parts, or `null` when any part is missing: nothing is said that no claim carries. */
export function sentence(
  strings: TemplateStringsArray,
  ...parts: readonly (string | null)[]
): string | null {
  if (parts.includes(null)) return null;
  return strings.map((text, index) => text + (parts[index] ?? '')).join('');
}
