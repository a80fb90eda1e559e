import type { MessageHead } from '@agog/deliverables-core';

/** How many messages are remembered: a copy is stored soon after its original, or by a sender who gave up for minutes. */
const mostRemembered = 4_096;

/**
 * Tells the second copy of a message from its first. A sender who did not hear that a message was stored, and sends it
 * again after the server has forgotten its id, stores it twice: same subject, same id, same content.
 */
export const createCopyDetector = (): ((message: MessageHead) => boolean) => {
  const contents = new Map<string, string>();
  return ({ subject, headers, size }) => {
    const id = headers.get('Nats-Msg-Id');
    if (id === undefined) return false;
    const key = `${subject} ${id}`;
    const content = `${size} ${headers.get('Agog-Digest')}`;
    if (contents.get(key) === content) return true;
    contents.delete(key);
    contents.set(key, content);
    const [oldest = key] = contents.size > mostRemembered ? contents.keys() : [];
    if (oldest !== key) contents.delete(oldest);
    return false;
  };
};
