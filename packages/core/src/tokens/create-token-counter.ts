import { checkArgument, checkObject } from '../errors/check-argument.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { CountTokens } from './token-counter.ts';

/** What a counter is made from. */
export interface TokenCounterOptions {
  /** Stands beside every stored count: 1 to 32 visible ASCII characters, no semicolon. */
  readonly name: string;
  /** The tokens of a text, as a whole number from 0. */
  readonly count: (text: string) => number;
  /**
   * A figure that the exact o200k count does not exceed; notices are held to 200 tokens by it.
   * Default: that of `estimateTokens`.
   */
  readonly atMost?: (text: string) => number;
}

/**
 * Makes a counter from a function of yours, for example the tokenizer of the model that reads the reports.
 *
 * @throws DeliverablesError `invalid_argument` for a name that cannot stand in a header, or what is no function; and when counting, if the function
 * answers anything but a whole number from 0
 */
export function createTokenCounter(options: TokenCounterOptions): CountTokens {
  checkObject('options', options, 'an object with a name and a count');
  const { name, count, atMost = estimateTokens.atMost } = options;
  checkArgument(
    typeof name === 'string' && /^[!-:<-~]{1,32}$/.test(name),
    'name',
    name,
    '1 to 32 visible ASCII characters without a semicolon',
  );
  checkArgument(typeof count === 'function', 'count', count, 'a function');
  checkArgument(typeof atMost === 'function', 'atMost', atMost, 'a function');
  const checked = (what: string, of: (text: string) => number) => (text: string) => {
    const tokens = of(text);
    checkArgument(
      Number.isSafeInteger(tokens) && tokens >= 0,
      `What ${what} of the counter ${name} answers`,
      tokens,
      'a whole number from 0',
    );
    return tokens;
  };
  return Object.assign(checked('count', count), {
    counter: name,
    atMost: checked('atMost', atMost),
  });
}
