import { equalBytes } from '../bytes/equal-bytes.ts';
import type { MessageHead, Transport } from '../transport/transport.ts';

/** So many messages are remembered, to know their copies by. */
const capacity = 10_000;

/** Whether a message is a later copy of one that was asked about before. */
export type IsCopy = (message: MessageHead) => boolean | Promise<boolean>;

/**
 * Knows the copies that a publish leaves when it is repeated after the stream's duplicate window: same subject, message
 * id and digest (equal bodies where there is none), and a later sequence. Remembers the 10,000 messages it saw last. In doubt a
 * message is no copy.
 */
export const createCopyFilter = (transport: Transport): IsCopy => {
  const first = new Map<string, number>();
  return ({ stream, subject, sequence, headers, size }) => {
    const id = headers.get('Nats-Msg-Id');
    if (!id) return false;
    const digest = headers.get('Agog-Digest');
    const key = `${subject} ${id} ${digest ?? size}`;
    const before = first.get(key) ?? sequence;
    if (before < sequence)
      return digest ? true : haveEqualBodies(transport, stream, [before, sequence]);
    first.set(key, sequence);
    const [oldest = ''] = first.keys();
    if (first.size > capacity) first.delete(oldest);
    return false;
  };
};

const haveEqualBodies = async (
  transport: Transport,
  stream: string,
  sequences: readonly number[],
): Promise<boolean> => {
  try {
    const [one, other] = await Promise.all(
      sequences.map((sequence) => transport.get({ stream, sequence })),
    );
    return Boolean(one && other && equalBytes(one.body, other.body));
  } catch {
    return false;
  }
};
