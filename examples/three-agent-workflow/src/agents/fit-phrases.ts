import type { CountTokens, NoticeFields } from '@agog/deliverables-core';

/** A notice has at most 200 tokens; what its store adds (channel, sequence, digest) is set aside. */
const noticeTokens = 190;

/** What stands in every notice beside its fields, at its longest. */
const proof = { sequence: 999_999_999, tokens: 99_999, digest: 'k3Jx0c1Yw8mUqA7dZtP2fg' };

/**
 * Keeps as many phrases as a notice has room for beside its other fields, whole and in order; what does not fit is
 * counted in a last phrase, since the report has it all.
 */
export function fitPhrases(
  phrases: readonly string[],
  beside: NoticeFields & {
    readonly agent: string;
    readonly task_type: string;
    readonly feature: string;
  },
  countTokens: CountTokens,
): string[] {
  const channel = `agog.deliverables.${beside.agent}.${beside.task_type}.${beside.feature}`;
  const size = (kept: readonly string[]): number =>
    countTokens.atMost(
      JSON.stringify({ status: 'complete', nats_channel: channel, ...proof, ...beside, kept }),
    );
  const withRest = (kept: readonly string[]): string[] => {
    const more = phrases.length - kept.length;
    return more === 0 ? [...kept] : [...kept, `${more} more in the report`];
  };
  let kept: string[] = [];
  for (const phrase of phrases) {
    if (size(withRest([...kept, phrase])) > noticeTokens) break;
    kept = [...kept, phrase];
  }
  return withRest(kept);
}
