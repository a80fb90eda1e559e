import type { MessageHead } from '@agog/deliverables-core';
import type { Context } from '../context.ts';
import type { ItemKind } from './item-kind.ts';
import type { ReadPlan } from './read-plan.ts';

/** How much is fetched at once. */
const mostMessages = 64;
const mostBytes = 4 * 1024 * 1024;

/** Of messages in order the newest of each subject, in order. */
export async function* readNewestOf<T extends MessageHead>(
  context: Context,
  { waits }: ReadPlan,
  kind: ItemKind<T>,
  heads: AsyncIterable<MessageHead>,
): AsyncGenerator<T, void> {
  const newest = new Map<string, MessageHead>();
  for await (const head of heads) {
    // To the end: so the map is in order.
    newest.delete(head.subject);
    newest.set(head.subject, head);
  }
  for (const portion of portions(newest.values())) {
    const options = waits().next();
    const items = portion.map((head) => kind.fromHead(context, head, options));
    for (const item of await Promise.all(items)) {
      waits();
      if (item) yield item;
    }
  }
}

function* portions(heads: Iterable<MessageHead>): Generator<MessageHead[], void> {
  let portion: MessageHead[] = [];
  let bytes = 0;
  for (const head of heads) {
    if (portion.length === mostMessages || (portion.length > 0 && bytes + head.size > mostBytes)) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(head);
    bytes += head.size;
  }
  if (portion.length > 0) yield portion;
}
