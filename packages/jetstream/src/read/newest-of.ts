import type { MessageHead } from '@agog/deliverables-core';

/** Of heads in the order of their sequences the newest of each subject, in the same order. */
export async function* newestOf(
  heads: AsyncIterable<MessageHead>,
): AsyncGenerator<MessageHead, void> {
  const newest = new Map<string, MessageHead>();
  for await (const head of heads) {
    // To the end: so the map is in order.
    newest.delete(head.subject);
    newest.set(head.subject, head);
  }
  yield* newest.values();
}
