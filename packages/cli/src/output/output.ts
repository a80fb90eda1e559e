import { DeliverablesError } from '@agog/deliverables-core';
import { exitCodeOf } from '../exit-codes.ts';
import type { GlobalOptions } from '../program/global-options.ts';
import type { OutputStream, Surroundings } from '../program/surroundings.ts';
import { describeError, errorData } from './describe-error.ts';
import { createProgress, type Progress } from './progress.ts';
import { createStyle, type Style } from './style.ts';
import { type Column, renderTable } from './table.ts';

/** What a command says: answers on standard output, everything else on standard error. */
export interface Output {
  /** Whether `--json` was given. */
  readonly json: boolean;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  /** Colours for standard output; none of them do anything where colours are off. */
  readonly style: Style;
  /**
   * The answer of a command, once: with `--json` the line `{"ok":true,"kind":…,"data":…}`, else the text that `show`
   * makes, with a line break at its end. Commands that answer with a stream call it for every item.
   */
  answer(kind: string, data: unknown, show: () => string): Promise<void>;
  /** A text on standard output, with a line break at its end; for content, never together with `--json`. */
  text(content: string): Promise<void>;
  /** Exactly these bytes on standard output; for content, never together with `--json`. */
  bytes(content: Uint8Array): Promise<void>;
  /** A table as text, as wide as the terminal at most; `empty` where there are no rows. */
  table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string): string;
  /** A line for people, on standard error; also with `--json`. */
  note(line: string): void;
  /** Shows how far long work has come, on standard error where that is a terminal. */
  progress(label: string, total?: number): Progress;
  /** Says to programs that the command line is wrong. */
  refuse(message: string, hint: string): void;
  /** Prints an error, and answers the exit code that goes with it. */
  explain(error: unknown, secrets: readonly string[]): number;
}

const pipeWidth = 100;

/** The output of one run. */
export const createOutput = (
  { environment, standardOutput, standardError, signal }: Surroundings,
  globals: () => GlobalOptions,
): Output => {
  const isTerminal = standardOutput.isTTY === true;
  const width = standardOutput.columns ?? pipeWidth;
  const hasColor = (stream: OutputStream): boolean =>
    stream.isTTY === true &&
    globals().color &&
    !environment.NO_COLOR &&
    environment.TERM !== 'dumb';
  const writeError = (error: DeliverablesError, secrets: readonly string[]): void => {
    const told = { ok: false, error: errorData(error, secrets) };
    standardOutput.write(`${JSON.stringify(told)}\n`);
  };
  return {
    get json() {
      return globals().json === true;
    },
    isTerminal,
    width,
    get style() {
      return createStyle(hasColor(standardOutput));
    },
    answer(kind, data, show) {
      const text = globals().json ? JSON.stringify({ ok: true, kind, data }) : show();
      return write(standardOutput, `${text}\n`);
    },
    text: (content) => write(standardOutput, content.endsWith('\n') ? content : `${content}\n`),
    bytes: (content) => write(standardOutput, content),
    table(rows, columns, empty) {
      if (rows.length === 0) return empty;
      // What goes into a pipe is read by a program: nothing is cut there.
      const limit = isTerminal ? width : Number.POSITIVE_INFINITY;
      return renderTable(rows, columns, limit, createStyle(hasColor(standardOutput)));
    },
    note(line) {
      standardError.write(`${line}\n`);
    },
    progress: (label, total) => createProgress(standardError, label, total),
    explain(thrown, secrets) {
      // Whatever broke because of Ctrl-C is no news to whoever pressed it.
      if (signal.aborted) return Number(signal.reason);
      const error = DeliverablesError.from(thrown);
      const { json = false, debug = false } = globals();
      standardError.write(
        `${describeError(error, { debug, secrets, style: createStyle(hasColor(standardError)) })}\n`,
      );
      if (json) writeError(error, secrets);
      return exitCodeOf(error.code);
    },
    refuse(message, hint) {
      const plain = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
      writeError(new DeliverablesError({ code: 'invalid_argument', message: plain, hint }), []);
    },
  };
};

/** Resolves once the stream has taken it, so that a slow reader slows the command and not its memory. */
const write = (stream: OutputStream, chunk: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
