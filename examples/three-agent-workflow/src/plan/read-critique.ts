import { tableCells } from '../claims/read-claims.ts';

/** A condition as the critique states it. */
export interface ReadCondition {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly evidence: string;
  readonly demand: string;
}

/** A claim that the critique found false. */
export interface ReadFinding {
  readonly id: string;
  readonly subject: string;
  readonly measure: string;
  readonly claimed: string;
  readonly measured: string;
}

/** What a critique says, read back from its Markdown. */
export interface ReadCritique {
  /** `null` where the text states none. */
  readonly verdict: string | null;
  readonly confirmed: ReadonlySet<string>;
  readonly conditions: readonly ReadCondition[];
  readonly falseClaims: readonly ReadFinding[];
}

/** Reads a critique by its headings and tables. */
export function readCritique(markdown: string): ReadCritique {
  const sections = new Map(
    markdown
      .split(/^## /m)
      .slice(1)
      .map((part) => {
        const [heading = '', ...lines] = part.split('\n');
        return [heading.trim(), lines];
      }),
  );
  const rowsOf = (heading: string, id: RegExp): string[][] =>
    (sections.get(heading) ?? [])
      .map(tableCells)
      .filter((cells) => cells !== null)
      .filter((cells) => id.test(cells[0] ?? ''));
  const confirmedText = (sections.get('Confirmed claims') ?? []).join(' ');
  return {
    verdict: /\*\*(\w+)\*\*/.exec((sections.get('Verdict') ?? []).join(' '))?.[1] ?? null,
    confirmed: new Set(
      [...confirmedText.matchAll(/C(\d+)(?:-C(\d+))?/g)].flatMap(([, first, last]) =>
        idsBetween(first ?? '', last ?? first ?? ''),
      ),
    ),
    conditions: rowsOf('Conditions', /^K\d+$/).map(
      ([id = '', kind = '', subject = '', evidence = '', demand = '']) => ({
        ...{ id, kind, subject, evidence, demand },
      }),
    ),
    falseClaims: rowsOf('False claims', /^C\d+$/).map(
      ([id = '', subject = '', measure = '', claimed = '', measured = '']) => ({
        ...{ id, subject, measure, claimed, measured },
      }),
    ),
  };
}

function idsBetween(first: string, last: string): string[] {
  const ids: string[] = [];
  for (let number = Number(first); number <= Number(last); number += 1) {
    ids.push(`C${String(number).padStart(first.length, '0')}`);
  }
  return ids;
}
