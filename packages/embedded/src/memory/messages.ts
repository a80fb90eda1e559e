import type { HeadRow, Totals } from '../engine/rows.ts';

/** A message with its body. */
export interface MessageRow extends HeadRow {
  readonly body: Uint8Array;
}

/** Messages in the order of their sequences, all of them and those of each subject. */
export interface Messages {
  readonly messages: MessageRow[];
  readonly subjects: Map<string, MessageRow[]>;
}

/** The index of the first message for which the test holds; it holds for all that follow. */
export const findFirst = (
  messages: readonly MessageRow[],
  test: (message: MessageRow) => boolean,
): number => {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const message = messages[middle];
    if (message !== undefined && test(message)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The index of the first message with this sequence or a later one. */
export const startOf = (messages: readonly MessageRow[], sequence: number): number =>
  findFirst(messages, (message) => message.sequence >= sequence);

/** Adds the newest message. */
export const append = ({ messages, subjects }: Messages, message: MessageRow): void => {
  const { subject } = message;
  messages.push(message);
  subjects.set(subject, subjects.get(subject) ?? []);
  subjects.get(subject)?.push(message);
};

/** Removes some messages that follow each other. */
export const remove = ({ messages, subjects }: Messages, start: number, count: number): Totals => {
  let bytes = 0;
  const removed = messages.splice(start, count);
  for (const message of removed) {
    bytes += message.bytes;
    const same = subjects.get(message.subject) ?? [];
    same.splice(startOf(same, message.sequence), 1);
    if (same.length === 0) subjects.delete(message.subject);
  }
  return { messages: removed.length, bytes };
};
