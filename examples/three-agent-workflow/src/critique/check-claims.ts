import type { Baseline } from '../claims/baseline.ts';
import { type Citation, type Claim, canonicalValue } from '../claims/claim.ts';
import type { ReadClaims } from '../claims/read-claims.ts';
import type { SubjectKind } from '../claims/vocabulary.ts';
import type { Measurer } from './measure.ts';

/** How a claimed value came out: as measured, otherwise, otherwise but changed since, or not measurable. */
export type CheckResult = 'holds' | 'false' | 'stale' | 'unknown';

/** One claimed value, checked. */
export interface CheckedValue {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly section: string;
  readonly measure: string;
  readonly claimed: string;
  /** What the checker found; empty where it could not measure. */
  readonly measured: string;
  readonly result: CheckResult;
}

/** A whole report, checked. */
export interface CheckedReport {
  readonly values: readonly CheckedValue[];
  /** Ids of claims all of whose values hold, in the order of the report. */
  readonly confirmed: readonly string[];
  /** The values that the prose repeats, each once: what the report's sentences rest on. */
  readonly cited: readonly CheckedValue[];
  /** Rows and citations that cannot be read as claims. */
  readonly problems: readonly string[];
}

/**
 * Measures every claimed value of a report again, those repeated in its prose included.
 *
 * @param baseline The tree that the report speaks of: what changed later may rightly differ.
 */
export function checkClaims(
  read: ReadClaims,
  measurer: Measurer,
  baseline: Baseline,
): CheckedReport {
  const check = (claim: Claim, measure: string, claimed: string, section: string): CheckedValue => {
    const measured = measurer.measure(claim.kind, claim.subject, measure);
    const differs = measured !== null && canonicalValue(claimed) !== measured;
    const later = differs && measurer.changedSince(claim.kind, claim.subject, measure, baseline);
    return {
      ...{ id: claim.id, kind: claim.kind, subject: claim.subject, section, measure, claimed },
      measured: measured ?? '',
      result: measured === null ? 'unknown' : later ? 'stale' : differs ? 'false' : 'holds',
    };
  };
  const byId = new Map(read.claims.map((claim) => [claim.id, claim]));
  const problems = [...read.problems];
  const values = read.claims.flatMap((claim) =>
    claim.values.map(({ measure, value }) => check(claim, measure, value, claim.section)),
  );
  const cited = new Map<string, CheckedValue>();
  for (const citation of read.citations) {
    const claim = byId.get(citation.id);
    const measure = citation.measure ?? claim?.values[0]?.measure;
    if (claim === undefined || !claim.values.some((value) => value.measure === measure)) {
      problems.push(`the text cites ${citation.id}, which no table states`);
      continue;
    }
    if (claim.kind !== 'Tree' && !citation.names.includes(claim.subject)) {
      values.push(citedForAnother(claim, citation));
      continue;
    }
    const checked = check(claim, measure ?? '', citation.value, citation.section);
    cited.set(`${checked.id} ${checked.measure} ${checked.claimed}`, checked);
    // A citation that repeats its row says nothing new; one that differs from it is a claim of its own.
    const repeats = values.some(
      (value) =>
        value.id === checked.id &&
        value.measure === checked.measure &&
        canonicalValue(value.claimed) === canonicalValue(checked.claimed),
    );
    if (!repeats) values.push(checked);
  }
  const doubtful = new Set(values.filter(({ result }) => result !== 'holds').map(({ id }) => id));
  const confirmed = read.claims.map(({ id }) => id).filter((id) => !doubtful.has(id));
  return { values, confirmed, cited: [...cited.values()], problems };
}

/** A sentence that speaks of one thing and cites a claim about another. */
function citedForAnother(claim: Claim, citation: Citation): CheckedValue {
  return {
    ...{ id: claim.id, kind: claim.kind, subject: claim.subject, section: citation.section },
    ...{ measure: 'subject cited', claimed: citation.names.join(', ') || 'nothing named' },
    ...{ measured: claim.subject, result: 'false' },
  };
}
