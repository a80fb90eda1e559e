import type { Movement } from '@agog/deliverables-jetstream';
import { NodeTransport } from '@nats-io/transport-node/lib/node_transport.js';

type Server = Parameters<NodeTransport['connect']>[0];
type Options = Parameters<NodeTransport['connect']>[1];

/** A socket, and in Node what is beneath it: there the figures of one large write move while it goes on. */
interface CountingSocket {
  readonly bytesWritten: number;
  readonly writableLength: number;
  readonly _handle?: { readonly bytesWritten?: number; readonly writeQueueSize?: number } | null;
}

/** The TCP transport of nats-core's maintainers, with what a connection needs that is to outlive bad lines. */
export class TcpTransport extends NodeTransport {
  private readonly approve: (server: Server, isEncrypted: boolean) => void;
  private host = '';
  private received = 0;

  /** @param approve Called before anything of ours is sent; throws where it must not be. */
  constructor(approve: (server: Server, isEncrypted: boolean) => void) {
    super();
    this.approve = approve;
  }

  get movement(): Movement {
    // The cast: the types leave out what is beneath.
    const socket = this.socket as unknown as CountingSocket | undefined;
    const { bytesWritten = 0, writableLength = 0, _handle } = socket ?? {};
    const { bytesWritten: handedOver, writeQueueSize: queued } = _handle ?? {};
    const isTold = handedOver !== undefined && queued !== undefined;
    const sent = isTold ? handedOver - queued : bytesWritten - writableLength;
    return { received: this.received, sent, waiting: writableLength };
  }

  override async connect(server: Server, options: Options): Promise<void> {
    const { hostname } = server;
    const isAddress = /^[\d.]+$|:/.test(hostname);
    // A name is what the certificate has to be for, and what the server is told that it is asked for.
    const tlsName = server.tlsName || (isAddress ? '' : hostname);
    this.host = hostname;
    await super.connect({ ...server, tlsName }, options);
    this.approve(server, this.isEncrypted());
  }

  /** Checks the certificate against the host dialed, also where that is an address. */
  override startTLS(): ReturnType<NodeTransport['startTLS']> {
    const tls = { host: this.host, ...this.options.tls };
    this.options = { ...this.options, tls };
    return super.startTLS();
  }

  override setupHandlers(): void {
    super.setupHandlers();
    this.socket.on('data', (frame: Uint8Array) => {
      this.received += frame.length;
    });
  }

  /** Ends at once: what waits to be written would, on a dead line, wait for ever. */
  override disconnect(): void {
    if (this.done) return;
    this.socket.destroy();
  }
}
