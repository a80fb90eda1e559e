import { type Citation, type Claim, wholeTree } from './claim.ts';
import { isSubjectKind } from './vocabulary.ts';

/** Everything in a report that can be checked. */
export interface ReadClaims {
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
  /** What looks like a claim and cannot be read: a row too short, an id used twice. */
  readonly problems: readonly string[];
}

/**
 * Reads the claims out of a report's Markdown: table rows whose first column is `Claim`, whose second column names the
 * kind of subject, and the citations in the prose.
 */
export function readClaims(markdown: string): ReadClaims {
  const claims = new Map<string, Claim>();
  const citations: Citation[] = [];
  const problems: string[] = [];
  let section = '';
  let header: readonly string[] | null = null;
  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^#{1,4} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) section = heading.trim();
    const cells = tableCells(line);
    if (cells === null) {
      header = null;
      citations.push(...readCitations(line, section));
    } else if (header === null) {
      header = cells;
    } else if (header[0] === 'Claim' && !/^:?-+:?$/.test(cells[0] ?? '')) {
      const claim = readRow(header, cells, section);
      if (claim === null) problems.push(`a row that cannot be read: ${line}`);
      else if (claims.has(claim.id)) problems.push(`${claim.id} is used twice`);
      else claims.set(claim.id, claim);
    }
  }
  return { claims: [...claims.values()], citations, problems };
}

/** The cells of a table's row without code marks, or `null` for a line that is no row. */
export function tableCells(line: string): string[] | null {
  if (!/^\|.*\|$/.test(line.trim())) return null;
  return line
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
}

function readRow(
  header: readonly string[],
  cells: readonly string[],
  section: string,
): Claim | null {
  const [, kind = '', ...measures] = header;
  const [id = '', subject = '', ...values] = cells;
  if (!/^C\d{3,}$/.test(id) || values.length !== measures.length) return null;
  // The tree is one subject with many measures: there, each row is a measure.
  if (kind === 'Tree' && measures.length === 1) {
    const value = { measure: subject, value: values[0] ?? '' };
    return { id, kind, subject: wholeTree, section, values: [value] };
  }
  if (!isSubjectKind(kind)) return null;
  const claimed = measures.map((measure, index) => ({ measure, value: values[index] ?? '' }));
  return { id, kind, subject, section, values: claimed };
}

function readCitations(line: string, section: string): Citation[] {
  const found = line.matchAll(/\*\*([^*]+)\*\*[^*[\]]*\[(C\d{3,})(?: ([^\]]+))?\]/g);
  return [...found].map(([, value = '', id = '', measure]) => ({
    id,
    measure: measure ?? null,
    value,
    section,
    names: [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }));
}
