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

/** A table for people. Columns are as wide as what is in them; those that shrink give way to `limit` columns in all. */
export const renderTable = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  limit: number,
  style: Style,
): string => {
  const texts = rows.map((row) => columns.map(({ of }) => visible(of(row))));
  const natural = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...texts.map((cells) => widthOf(cells[index] ?? ''))),
  );
  const widths = fit(natural, columns, limit);
  const line = (cells: readonly string[], paint: (text: string, index: number) => string): string =>
    cells
      .map((cell, index) => {
        const text = cut(cell, widths[index] ?? 0);
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
        const painted = paint(text, index);
        return columns[index]?.align === 'right' ? space + painted : painted + space;
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
