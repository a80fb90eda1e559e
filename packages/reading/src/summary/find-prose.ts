import type {
  BlockKind,
  ReportBlock,
  ReportDocument,
  ReportSection,
} from '../document/report-document.ts';
import { plainText } from './plain-text.ts';

/** The most characters of a block that are looked at: far more than a summary holds. */
const enough = 4_000;

/** What sections call themselves that sum up their report, the surest first. */
const summaries: readonly RegExp[] = [
  /^(executive|management) summary$/,
  /^(tl ?dr|summary|abstract|synopsis|in short|at a glance|key (findings|points|takeaways))\b/,
  /\bsummary$/,
  /^(zusammenfassung|resumen|résumé|resumo|sommario|samenvatting|резюме|краткое содержание|摘要|概要|总结|總結|要約|まとめ|요약|ملخص|תקציר|सारांश)/,
  /^overview$/,
];

/** A title's words alone: `2. **Executive Summary:**` is `executive summary`. */
const wordsOf = (title: string): string =>
  plainText(title)
    .toLowerCase()
    .replace(/[’';]/g, '')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();

const findSummarySection = ({ everySection }: ReportDocument): ReportSection | null => {
  const titles = everySection.map((section) => [section, wordsOf(section.title)] as const);
  for (const summary of summaries) {
    const found = titles.find(([{ reference }, title]) => reference !== '0' && summary.test(title));
    if (found) return found[0];
  }
  return null;
};

/** Lines such as `**Status:** draft` or `Date: today`, which say what a report is, not what is in it. */
const isLabels = (text: string): boolean => {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const labelled = lines.filter((line) =>
    /^\W{0,10}\*\*[^*]{1,40}(:\*\*|\*\*:)|^\W{0,10}[\p{L} ]{1,30}: ?\S/u.test(line),
  );
  return (
    labelled.length === lines.length && (lines.length > 1 || lines[0]?.includes('**') === true)
  );
};

const hasWords = (text: string): boolean => /\p{L}{2}|\p{Lo}/u.test(text);

/** The first of some blocks that is prose: a paragraph before a list, a list before a quote. */
const firstProse = ({ text }: ReportDocument, blocks: readonly ReportBlock[]): string => {
  for (const wanted of ['paragraph', 'list', 'quote'] satisfies BlockKind[]) {
    for (const { kind, start, end } of blocks) {
      if (kind !== wanted) continue;
      const source = text.slice(start, Math.min(end, start + enough));
      if (kind === 'paragraph' && isLabels(source)) continue;
      // Items of a list are sentences of their own, whether they end with a full stop or not.
      const lines =
        kind === 'list'
          ? source
              .split(/(?:\r\n?|\n)(?=[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t])/)
              .map(plainText)
              .map((item) => item.replace(/(?<=[\p{L}\p{N})])$/u, '.'))
              .join(' ')
          : plainText(source);
      if (hasWords(lines)) return lines;
    }
  }
  return '';
};

/**
 * What a report says of itself, on one line and without Markdown's marks: the first prose of its summary, or of the
 * report where it has none; empty where there is no prose.
 */
export const findProse = (document: ReportDocument): string => {
  const { blocks } = document;
  const section = findSummarySection(document);
  const within = section
    ? blocks.filter(({ start, end }) => start >= section.start && end <= section.end)
    : [];
  return firstProse(document, within) || firstProse(document, blocks);
};
