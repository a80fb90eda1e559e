import type { NatsServer } from '@agog-internal/nats-server';

/** A transport that is promised to work, and where. Its scripts are named for it. */
export interface PromisedTransport {
  readonly name: string;
  /** Which of a server's URLs it connects to; `null` for a transport without a server. */
  readonly urlOf: ((server: NatsServer) => string) | null;
  readonly inBrowser: boolean;
}

/** Every transport. In every runtime from a shell, and where it says so in Chromium. */
export const transports: readonly PromisedTransport[] = [
  { name: 'memory', urlOf: null, inBrowser: true },
  { name: 'sqlite', urlOf: null, inBrowser: false },
  { name: 'nats', urlOf: ({ url }) => url, inBrowser: false },
  { name: 'ws', urlOf: ({ websocketUrl }) => websocketUrl, inBrowser: true },
];
