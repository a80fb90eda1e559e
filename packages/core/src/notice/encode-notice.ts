import { DeliverablesError } from '../errors/deliverables-error.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import type { CountTokens } from '../tokens/token-counter.ts';
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
  const line = encodeLine(notice);
  const counted = countTokens.atMost(line);
  if (counted <= noticeTokenLimit) return line;
  const over = counted - noticeTokenLimit;
  const { counter } = countTokens;
  const sizes = Object.entries(notice).map(
    ([field, value]) => [countTokens.atMost(encodeLine(value)), field] as const,
  );
  const [, longest] = sizes.reduce((a, b) => (b[0] > a[0] ? b : a));
  throw new DeliverablesError({
    code: 'notice_too_long',
    message: `The notice has ${counted} tokens (${counter}), ${over} more than the ${noticeTokenLimit} allowed.`,
    hint: `Shorten "${longest}", its longest field; the rest belongs in the report.`,
    details: { counted, allowed: noticeTokenLimit, over, counter, longest },
  });
};

const encodeLine = (value: unknown): string =>
  JSON.stringify(value ?? null)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
