import type { CommandUnknownOpts } from '@commander-js/extra-typings';

const path = /^(file|path|dir)$/;

/** Whether the last of the words is a path, which the shell itself completes best. */
export const wantsFiles = (program: CommandUnknownOpts, words: readonly string[]): boolean => {
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  let command = program;
  for (const word of before) {
    command = command.commands.find((one) => one.name() === word) ?? command;
  }
  const options = [...command.options, ...program.options];
  const [, named, takes] = /^(--[a-z-]+)=()/.exec(last) ?? [];
  const name = takes === undefined ? before.at(-1) : named;
  const option = name && options.find(({ long, short }) => name === long || name === short);
  if (option && (option.required || option.optional)) {
    return path.test(/[<[]([a-z]+)/.exec(option.flags)?.[1] ?? '');
  }
  const [argument] = command.registeredArguments;
  return !last.startsWith('-') && argument !== undefined && path.test(argument.name());
};
