import { type Command as Described, RootCommand } from '@bomb.sh/tab';
import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Suggestions } from './suggestions.ts';

/** What a program offers, with its sub-commands, options, and what they take. */
export const buildCompletion = (
  program: CommandUnknownOpts,
  suggestions: Suggestions,
): RootCommand => {
  const root = new RootCommand();
  describe(root, program, program, suggestions);
  for (const command of program.commands) {
    addCommand(root, command.name(), command, program, suggestions);
  }
  return root;
};

const addCommand = (
  root: RootCommand,
  path: string,
  command: CommandUnknownOpts,
  program: CommandUnknownOpts,
  suggestions: Suggestions,
): void => {
  if (isHidden(command)) return;
  describe(
    root.command(path, command.summary() || command.description()),
    command,
    program,
    suggestions,
  );
  for (const one of command.commands) {
    addCommand(root, `${path} ${one.name()}`, one, program, suggestions);
  }
};

const isHidden = (command: CommandUnknownOpts): boolean =>
  command.parent !== null &&
  !command.createHelp().visibleCommands(command.parent).includes(command);

const describe = (
  described: Described,
  command: CommandUnknownOpts,
  program: CommandUnknownOpts,
  suggestions: Suggestions,
): void => {
  for (const option of new Set([...command.options, ...program.options])) {
    const name = option.long?.slice(2);
    if (name === undefined) continue;
    const short = option.short?.slice(1);
    const values = valuesOf(option, suggestions);
    if (values === null) described.option(name, option.description, short);
    else described.option(name, option.description, offer(values), short);
  }
  for (const argument of command.registeredArguments) {
    const values = valuesOfArgument(argument, suggestions);
    described.argument(argument.name(), offer(values), argument.variadic);
  }
};

const offer =
  (values: readonly string[]) =>
  (complete: (value: string, description: string) => void): void => {
    for (const value of values) complete(value, '');
  };

/** `null` where it takes no value. */
const valuesOf = (
  option: Option,
  { agents, taskTypes, features }: Suggestions,
): readonly string[] | null => {
  if (!option.required && !option.optional) return null;
  if (option.argChoices) return option.argChoices;
  if (/agent$/.test(option.long ?? '')) return agents;
  if (option.long === '--type') return taskTypes;
  return option.long === '--feature' ? features : [];
};

const valuesOfArgument = (
  argument: Argument,
  { agents, taskTypes, features }: Suggestions,
): readonly string[] => {
  if (argument.argChoices) return argument.argChoices;
  const name = argument.name();
  if (name === 'agent') return agents;
  if (name === 'feature') return features;
  return name === 'reference' ? [...agents, ...taskTypes, ...features] : [];
};
