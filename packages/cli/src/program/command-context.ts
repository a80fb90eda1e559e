import type { DeliverablesClient } from '@agog/deliverables-core';
import type { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output/output.ts';
import type { Settings } from '../settings/settings.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Surroundings } from './surroundings.ts';

/** How to open the store. */
export interface OpenOptions {
  /**
   * Whether a file that is not there yet is made, with its streams. Default false: reading what does not exist is an
   * error, and leaves no file behind. Streams of a file that exists are always made up to the roster.
   */
  readonly create?: boolean | undefined;
  /** Whether a file that is not there yet is read as an empty store, and said to be. Default false. */
  readonly orEmpty?: boolean | undefined;
  /**
   * Whether a file's streams are made up to the roster. Default true; false for what compares the two. A server's streams
   * are never touched.
   */
  readonly initialize?: boolean | undefined;
}

/** What a command works with. */
export interface CommandContext {
  readonly surroundings: Surroundings;
  readonly output: Output;
  /** Aborts with Ctrl-C; pass it to everything that waits. */
  readonly signal: AbortSignal;
  /** The options that every command takes, once the command line has been read. */
  globals(): GlobalOptions;
  /** `signal`, and `timeout` where `--timeout` was given: the options of a call. */
  call(): { readonly signal: AbortSignal; readonly timeout?: number };
  /** Which store, roster and credentials, and why. Read once. */
  settings(): Promise<Settings>;
  /** The client of the store. Opened once; closed when the command ends, whatever happens. */
  open(options?: OpenOptions): Promise<DeliverablesClient>;
  /** How the command ends if nothing goes wrong any more. Default 0. */
  finish(code: ExitCode): void;
}
