import { fail } from '../errors/fail.ts';
import { escapeJson } from '../report/report-metadata.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import { type CountTokens, checkCounter } from '../tokens/token-counter.ts';
import type { Notice } from './notice.ts';

/** The most tokens that a notice may have, as one line of JSON. */
export const noticeTokenLimit = 200;

/**
 * A notice as one line of JSON, also to those who take U+2028 and U+2029 for line breaks.
 *
 * @throws DeliverablesError `notice_too_long` when it may have more than {@link noticeTokenLimit} tokens, counted with
 * `countTokens.atMost`; with the details `counted`, `allowed`, `over`, `counter` and `longest`, a field.
 */
export const encodeNotice = (notice: Notice, countTokens: CountTokens = estimateTokens): string => {
  checkCounter(countTokens);
  const line = escapeJson(JSON.stringify(notice), /[\u2028\u2029]/g);
  const counted = countTokens.atMost(line);
  if (counted <= noticeTokenLimit) return line;
  const over = counted - noticeTokenLimit;
  const { counter } = countTokens;
  const exactly = counter === estimateTokens.counter ? ' countO200k counts exactly.' : '';
  const [longest] = Object.entries(notice)
    .map(([field, value]) => [field, JSON.stringify(value)?.length ?? 0] as const)
    .reduce((one, other) => (other[1] > one[1] ? other : one));
  return fail(
    'notice_too_long',
    `The notice has ${counted} tokens (${counter}), ${over} more than the ${noticeTokenLimit} allowed.`,
    `Shorten "${longest}", its longest field; the rest belongs in the report.${exactly}`,
    { counted, allowed: noticeTokenLimit, over, counter, longest },
  );
};
