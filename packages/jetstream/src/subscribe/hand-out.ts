import type { StoredMessage } from '@agog/deliverables-core';
import type { Tail } from './tail.ts';

/** How many messages one tail hands out while another one's message is on its way. */
const most = 16;

/** How long that message is waited for, in milliseconds: it may be a large one. */
const courtesy = 100;

/** Tells one who waits that something changed. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring. */
  rung(): Promise<void>;
}

/** A bell at which nobody waits yet. */
export const createBell = (): Bell => {
  let resume = (): void => {};
  return {
    ring: () => resume(),
    rung: () =>
      new Promise((resolve) => {
        resume = resolve;
      }),
  };
};

/** What the tails have, in turn, so that a busy one does not silence the others. */
export async function* handOut(
  tails: readonly Tail[],
  bell: Bell,
  end: AbortSignal,
): AsyncGenerator<StoredMessage, undefined> {
  const queue = [...tails];
  /** Tails that were waited for since they last had a message. */
  const awaited = new Set<Tail>();
  let handedOut = 0;

  const takeNext = (): StoredMessage | undefined => {
    for (const tail of [...queue]) {
      const message = tail.take();
      if (!message) continue;
      handedOut = tail === queue.at(-1) ? handedOut + 1 : 0;
      awaited.delete(tail);
      queue.splice(queue.indexOf(tail), 1);
      queue.push(tail);
      return message;
    }
    return undefined;
  };
  /** What a busy tail holds can be handed out before anything of another one had a chance to arrive. */
  const waitForOthers = async (): Promise<void> => {
    const late = handedOut < most ? [] : queue.filter((tail) => tail.isExpecting);
    const [first] = late.filter((tail) => !awaited.has(tail));
    if (!first) return;
    awaited.add(first);
    let isOver = false;
    const giveUp = (): void => {
      isOver = true;
      bell.ring();
    };
    const timer = setTimeout(giveUp, courtesy);
    while (first.isExpecting && !isOver && !end.aborted) await bell.rung();
    clearTimeout(timer);
  };

  try {
    while (!end.aborted) {
      const message = takeNext();
      if (message) {
        yield message;
        await waitForOthers();
      } else {
        await bell.rung();
      }
    }
  } catch (error) {
    if (!end.aborted) throw error;
  }
}
