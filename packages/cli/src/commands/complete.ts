import { buildCompletion } from '../completion/build-completion.ts';
import { readSuggestions } from '../completion/suggestions.ts';
import { wantsFiles } from '../completion/wants-files.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

/** `agog complete -- WORDS`: what the scripts of `agog completion` ask. */
export const configureComplete: ConfigureCommand = (command, context) => {
  command.argument('[words...]').action(async (words) => {
    const program = command.parent;
    if (!program) return;
    if (wantsFiles(program, words)) return context.output.bytes(new TextEncoder().encode(':0\n'));
    buildCompletion(program, await readSuggestions(context)).parse([...words]);
  });
};
