import type { MessageHead } from '@agog/deliverables-core';
import type { Context } from '../context.ts';
import type { ItemKind } from './item-kind.ts';
import type { ReadPlan } from './read-plan.ts';

/** How much is fetched at once. */
const mostMessages = 64;
const mostBytes = 4 * 1024 * 1024;

/** Makes of heads what the read is to hand out, by fetching each body where bodies are wanted. */
export async function* complete<T extends MessageHead>(
  context: Context,
  plan: ReadPlan,
  kind: ItemKind<T>,
  heads: AsyncIterable<MessageHead>,
): AsyncGenerator<T, void> {
  for await (const portion of portions(heads)) {
    const items = portion.map((head) => kind.fromHead(context, plan, head));
    for (const item of await Promise.all(items)) {
      plan.waits();
      if (item) yield item;
    }
  }
}

async function* portions(heads: AsyncIterable<MessageHead>): AsyncGenerator<MessageHead[], void> {
  let portion: MessageHead[] = [];
  let bytes = 0;
  for await (const head of heads) {
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
