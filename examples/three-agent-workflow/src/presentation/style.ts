import { styleText } from 'node:util';

/** How a text is meant; what that looks like depends on the terminal. */
export interface Style {
  title(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  caution(text: string): string;
}

/** Colours where the stream is a terminal that takes them (`NO_COLOR` and `FORCE_COLOR` are respected), else plain text. */
export function createStyle(stream: NodeJS.WriteStream, color: boolean): Style {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    color ? styleText(format, text, { stream }) : text;
  return {
    title: style('bold'),
    quiet: style('dim'),
    good: style('green'),
    bad: style('red'),
    caution: style('yellow'),
  };
}
