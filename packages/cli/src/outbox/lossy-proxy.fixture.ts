import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can lose its answers. */
export interface LossyProxy extends AsyncDisposable {
  readonly url: string;
  /** From the next report on, nothing that the server says comes through. */
  loseAnswers(): void;
  /** Lets everything through again, on new connections. */
  heal(): void;
}

/** Listens on a free port, and passes on to the server's. */
export const startLossyProxy = async (port: number): Promise<LossyProxy> => {
  const sockets = new Set<Socket>();
  let armed = false;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let lost = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', (chunk) => {
      if (armed && chunk.includes('HPUB agog.deliverables')) lost = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!lost) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `nats://127.0.0.1:${own}`,
    loseAnswers() {
      armed = true;
    },
    heal() {
      armed = false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
