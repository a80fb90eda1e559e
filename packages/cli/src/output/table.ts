import fastStringTruncatedWidth from 'fast-string-truncated-width';
import type { Style } from './style.ts';

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number | null;
  /** Where the numbers stand. Default `'left'`. */
  readonly align?: 'left' | 'right' | undefined;
  /** Whether its text may be cut where the terminal is too narrow. Default false. */
  readonly shrinks?: boolean | undefined;
  /** Colours the text of a cell, which it must not change otherwise. */
  readonly paint?: ((text: string, row: Row) => string) | undefined;
}

const gap = '  ';
const narrowest = 8;

/**
 * A table for people. Columns are as wide as what is in them; those that shrink give way to `limit` characters in all, and
 * what does not fit even then is left out from the right.
 */
export const renderTable = <Row>(
  rows: readonly Row[],
  all: readonly Column<Row>[],
  limit: number,
  style: Style,
): string => {
  const texts = rows.map((row) => all.map(({ of }) => visible(of(row))));
  const natural = all.map(({ title }, index) =>
    texts.reduce((width, cells) => Math.max(width, widthOf(cells[index] ?? '')), widthOf(title)),
  );
  const columns = all.slice(0, countFitting(natural, all, limit));
  const widths = fit(natural.slice(0, columns.length), columns, limit);
  const line = (cells: readonly string[], paint: (text: string, index: number) => string): string =>
    columns
      .map(({ align }, index) => {
        const text = cut(cells[index] ?? '', widths[index] ?? 0);
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
        const painted = paint(text, index);
        return align === 'right' ? space + painted : painted + space;
      })
      .join(gap)
      .trimEnd();
  const heading = line(
    columns.map(({ title }) => title),
    (text) => style.bold(text),
  );
  const body = texts.map((cells, at) =>
    line(cells, (text, index) => {
      const row = rows[at];
      const paint = columns[index]?.paint;
      return paint && row !== undefined ? paint(text, row) : text;
    }),
  );
  return [heading, ...body].join('\n');
};

/** What a cell shows: nothing that a terminal would act on, whoever wrote it. */
const visible = (value: string | number | null): string =>
  String(value ?? '-').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ');

const widthOf = (text: string): number => fastStringTruncatedWidth(text).width;

const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  const { index } = fastStringTruncatedWidth(text, { limit: width, ellipsis: '…' });
  return `${text.slice(0, index).trimEnd()}…`;
};

/** How many columns fit side by side, each as narrow as it may be; the first one always does. */
const countFitting = <Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  limit: number,
): number => {
  let used = -gap.length;
  const over = columns.findIndex(({ shrinks }, index) => {
    const width = natural[index] ?? 0;
    used += gap.length + (shrinks ? Math.min(narrowest, width) : width);
    return used > limit;
  });
  return over < 0 ? columns.length : Math.max(1, over);
};

/** Takes from the widest of the columns that shrink, until all fit. */
const fit = <Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  limit: number,
): readonly number[] => {
  const widths = [...natural];
  const available = limit - gap.length * (columns.length - 1);
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - available;
    if (over <= 0) return widths;
    let widest = -1;
    for (const [index, { shrinks }] of columns.entries()) {
      const isWider = (widths[index] ?? 0) > (widths[widest] ?? narrowest);
      if (shrinks && isWider) widest = index;
    }
    if (widest < 0) return widths;
    widths[widest] = Math.max(narrowest, (widths[widest] ?? 0) - Math.max(1, Math.floor(over / 4)));
  }
};
