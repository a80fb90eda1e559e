import { DeliverablesError } from '@agog/deliverables-core';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import type { Movement } from '@agog/deliverables-jetstream';
import type { Transport } from '@nats-io/nats-core/internal';

/** Larger writes go out in frames of this many bytes, so that it can be told how far they have come. */
const frameSize = 262_144;

/** What a server says first. */
export interface Greeting {
  /** To be signed by whoever has a key. */
  readonly nonce?: string | undefined;
}

/** A transport that tells how much goes over it. */
export interface WebSocketTransport extends Transport {
  readonly movement: Movement;
}

/**
 * One WebSocket as nats-core's transport. The one that nats-core has would hang on a dead line: before it gives up it
 * waits until everything is sent, and for an answer to its farewell.
 *
 * @param onGreeting Called with what the server says first; it is answered once that has resolved.
 */
export const createWebSocketTransport = (
  onGreeting: (greeting: Greeting) => Promise<void>,
): WebSocketTransport => {
  let socket: WebSocket | undefined;
  let received = 0;
  let sent = 0;
  let isConnected = false;
  let isClosed = false;
  let frames: Uint8Array[] = [];
  let wake = (): void => {};
  let announceClosed = (): void => {};
  const closed = new Promise<void>((resolve) => {
    announceClosed = resolve;
  });

  /** Ends without a word to nats-core, which then goes on dialing as it did. */
  const discard = (): void => {
    isClosed = true;
    if (socket) {
      socket.onmessage = null;
      socket.onerror = null;
      socket.onclose = null;
      // What was sent before still goes out.
      socket.close();
    }
    wake();
  };
  const end = (): void => {
    if (isClosed) return;
    discard();
    if (isConnected) announceClosed();
  };

  const open = (url: string): Promise<Greeting> =>
    new Promise((resolve, reject) => {
      const opened = new WebSocket(url);
      socket = opened;
      opened.binaryType = 'arraybuffer';
      let isGreeted = false;
      opened.onmessage = ({ data }) => {
        const frame = new Uint8Array(data as ArrayBuffer); // as `binaryType` says
        received += frame.length;
        frames.push(frame);
        wake();
        if (isGreeted) return;
        const text = frames.map(decodeUtf8).join('');
        if (!text.includes('\r\n')) return;
        isGreeted = true;
        const [, info] = /^INFO +(\{.*\}) *\r\n/i.exec(text) ?? [];
        // The fields are those of NATS.
        if (info) resolve(JSON.parse(info) as Greeting);
        else reject(unreachable(url, 'what listens there is no NATS server'));
      };
      const fail = (event: Event): void => {
        // Browsers give no reason; Node, Deno and Bun do.
        const { message, reason } = event as { message?: string; reason?: string };
        reject(unreachable(url, message || reason || 'the WebSocket was closed'));
        end();
      };
      opened.onerror = fail;
      opened.onclose = fail;
    });

  async function* read(): AsyncGenerator<Uint8Array, void> {
    while (!isClosed) {
      const batch = frames;
      frames = [];
      yield* batch;
      if (frames.length > 0 || isClosed) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    // What the server's monitoring shows of the client.
    lang: 'nats.ws',
    version: '3.4.0',
    get isClosed() {
      return isClosed;
    },
    get movement() {
      const waiting = socket?.bufferedAmount ?? 0;
      return { received, sent: sent - waiting, waiting };
    },
    async connect({ src }) {
      await onGreeting(await open(src));
      isConnected = true;
    },
    isEncrypted: () => socket?.url.startsWith('wss:') ?? false,
    send(bytes) {
      if (isClosed) return;
      sent += bytes.length;
      for (let start = 0; start < bytes.length; start += frameSize) {
        // The cast: nats-core fills buffers of its own, none of them shared between threads.
        socket?.send(bytes.subarray(start, start + frameSize) as Uint8Array<ArrayBuffer>);
      }
    },
    async close() {
      end();
    },
    disconnect: end,
    closed: () => closed,
    discard,
    [Symbol.asyncIterator]: read,
  };
};

const unreachable = (url: string, reason: string): DeliverablesError =>
  new DeliverablesError({
    code: 'store_unavailable',
    message: `No connection to ${url}: ${reason.replace(/\.$/, '')}.`,
    hint: 'Does a server listen there for WebSocket, is its certificate trusted, and is the scheme (ws or wss) the right one? Browsers do not tell which it is.',
    details: { servers: [url] },
  });
