import { clearMergeCache, countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { countLinear } from './count-linear.ts';
import type { CountTokens } from './token-counter.ts';

/** No name of a special token means anything in a report: all of them are plain text. */
const plainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/** The library remembers 100,000 pieces of text; once it does, counting takes up to a hundred times as long. */
const mostRemembered = 400_000;
let remembered = 0;

const countPieces = (text: string): number => {
  remembered += text.length;
  if (remembered > mostRemembered) {
    clearMergeCache();
    remembered = text.length;
  }
  return countTokens(text, plainText);
};

const count = countLinear.bind(null, countPieces);

/**
 * The exact count of OpenAI's o200k encoding, by the library `gpt-tokenizer`, which the application installs. Its
 * vocabulary is about 1 MB compressed; it is read when the module is loaded.
 *
 * Names of special tokens, such as `<|endoftext|>`, are counted as the text they are. A lone surrogate is counted as
 * U+FFFD, which is what UTF-8 makes of it. The encoding takes time that grows with the square of a run of letters, or
 * of spaces and punctuation; one of more than 4,000 is counted in pieces, which is about a token in a hundred too much.
 */
export const countO200k: CountTokens = Object.assign(count, { counter: 'o200k', atMost: count });
