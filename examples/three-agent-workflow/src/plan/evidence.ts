import { canonicalValue } from '../claims/claim.ts';
import type { ReadClaims } from '../claims/read-claims.ts';
import type { SubjectKind } from '../claims/vocabulary.ts';

/** A value that the research claims and the critique confirms. */
export interface Fact {
  readonly id: string;
  readonly section: string;
  readonly measure: string;
  readonly value: string;
}

/** One subject with everything confirmed about it. */
export interface KnownSubject {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly facts: ReadonlyMap<string, Fact>;
}

/** What a planner may build on. */
export interface Evidence {
  readonly subjects: readonly KnownSubject[];
  about(kind: SubjectKind, subject: string): KnownSubject | null;
}

/** Keeps the claims that were confirmed, gathered by subject. */
export function gatherEvidence(research: ReadClaims, confirmed: ReadonlySet<string>): Evidence {
  const gathered = new Map<string, KnownSubject & { readonly facts: Map<string, Fact> }>();
  for (const { id, kind, subject, section, values } of research.claims) {
    if (!confirmed.has(id)) continue;
    const key = `${kind}\n${subject}`;
    const known = gathered.get(key) ?? { kind, subject, facts: new Map<string, Fact>() };
    gathered.set(key, known);
    for (const { measure, value } of values) {
      if (!known.facts.has(measure)) known.facts.set(measure, { id, section, measure, value });
    }
  }
  return {
    subjects: [...gathered.values()],
    about: (kind, subject) => gathered.get(`${kind}\n${subject}`) ?? null,
  };
}

/** A fact's figure, 0 where there is none. */
export function figure(known: KnownSubject | null, measure: string): number {
  const value = Number(canonicalValue(known?.facts.get(measure)?.value ?? ''));
  return Number.isFinite(value) ? value : 0;
}

/** Facts as reasons: `imported by 7 (C041, Tests)`. Measures without a confirmed fact are left out. */
export function reasons(known: KnownSubject | null, ...measures: readonly string[]): string[] {
  return measures
    .map((measure) => known?.facts.get(measure))
    .filter((fact) => fact !== undefined)
    .map(
      ({ id, measure, value, section }) => `${measure.toLowerCase()}: ${value} (${id}, ${section})`,
    );
}
