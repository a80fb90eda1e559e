import { isCode } from '../kinds-of-file.ts';
import type { Rule } from '../rule.ts';

/** A file longer than this is split by step. */
const longest = 250;

/** No file of code is longer than a reader takes in at once. */
export const fileLengthRule: Rule = {
  name: 'file-length',
  check(repository) {
    return repository.paths.filter(isCode).flatMap((file) => {
      const lines = repository.text(file)?.trimEnd().split('\n').length ?? 0;
      if (lines <= longest) return [];
      const message = `${lines} lines, and ${longest} is the most; split it by step, not by kind`;
      return [{ file, line: longest + 1, message }];
    });
  },
};
