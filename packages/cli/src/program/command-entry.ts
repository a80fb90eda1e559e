import type { Command } from '@commander-js/extra-typings';
import type { CommandContext } from './command-context.ts';

/** Gives a command its description, arguments, options and action. */
export type ConfigureCommand = (command: Command, context: CommandContext) => void;

/** A command as `agog --help` lists it. Its file is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Called by scripts, and not listed; it sees all the other commands with their options. Default false. */
  readonly hidden?: boolean | undefined;
  readonly load: () => Promise<ConfigureCommand>;
}
