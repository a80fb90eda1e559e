import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** A line to a server that lets only so much through. */
export interface SlowProxy extends AsyncDisposable {
  readonly port: number;
  /** How often somebody has dialed. */
  readonly connections: number;
}

const interval = 10;

/** Starts a line on a free port, which takes so many bytes a second from clients, or from the server. The other way is not slowed. */
export const startSlowProxy = async (
  serverPort: number,
  bytesPerSecond: number,
  slow: 'from clients' | 'from the server' = 'from clients',
): Promise<SlowProxy> => {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ highWaterMark: 16_384 }, (client) => {
    connections += 1;
    const upstream = dial(serverPort, '127.0.0.1');
    const [slowed, fast] = slow === 'from clients' ? [client, upstream] : [upstream, client];
    let credit = 0;
    const timer = setInterval(() => {
      credit = Math.min(credit + (bytesPerSecond * interval) / 1_000, bytesPerSecond);
      if (credit > 0) slowed.resume();
    }, interval);
    slowed.on('data', (data) => {
      fast.write(data);
      credit -= data.length;
      if (credit <= 0) slowed.pause();
    });
    fast.on('data', (data) => slowed.write(data));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(timer);
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has such an address.
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
