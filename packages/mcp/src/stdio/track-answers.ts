import type { JSONRPCMessage, RequestId, Transport } from '@modelcontextprotocol/server';

/** Resolves when every request has its answer, after so many milliseconds, or when the signal ends it. */
export type WhenAnswered = (timeout: number, signal: AbortSignal) => Promise<void>;

/** Watches the requests that a transport hands on, from its start, and the answers that it sends. */
export const trackAnswers = (wire: Transport): WhenAnswered => {
  const open = new Set<RequestId>();
  let tell = () => {};
  const settle = (id: unknown) => {
    // What is sent or cancelled without an id answers nothing.
    if (open.delete(id as RequestId) && open.size === 0) tell();
  };

  const start = wire.start.bind(wire);
  wire.start = () => {
    const { onmessage } = wire;
    wire.onmessage = (message, extra) => {
      note(message);
      onmessage?.(message, extra);
    };
    return start();
  };
  const note = (message: JSONRPCMessage) => {
    if (!('method' in message)) return;
    const { method, params } = message;
    if (method === 'notifications/cancelled') settle(params?.requestId);
    // A subscription is answered by its end.
    if ('id' in message && method !== 'subscriptions/listen') open.add(message.id);
  };

  const send = wire.send.bind(wire);
  wire.send = async (message, options) => {
    try {
      await send(message, options);
    } finally {
      if ('id' in message && !('method' in message)) settle(message.id);
    }
  };

  return async (timeout, signal) => {
    if (open.size === 0 || signal.aborted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      tell = resolve;
      timer = setTimeout(resolve, timeout);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    clearTimeout(timer);
  };
};
