import { createServer, connect as dial, type Socket } from 'node:net';

/** A TCP proxy in front of a server, which can lose what the server answers. */
export interface LossyProxy extends AsyncDisposable {
  /** For clients: `nats://127.0.0.1:…`. */
  readonly url: string;
  /** From now on nothing of what the server sends arrives; what clients send still reaches it. */
  loseAnswers(): void;
  /** Breaks every connection, and refuses new ones until `restore`. */
  breakOff(): void;
  restore(): void;
  /** Resolves when the server has sent something that was lost. */
  lost(): Promise<void>;
}

/** Starts a proxy on a free port. */
export const startLossyProxy = async (port: number): Promise<LossyProxy> => {
  const sockets = new Set<Socket>();
  let losing = false;
  let refusing = false;
  let tellLoss = () => {};

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = dial(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    upstream.on('data', (data) => {
      if (losing) tellLoss();
      else client.write(data);
    });
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');

  return {
    url: `nats://127.0.0.1:${address.port}`,
    loseAnswers() {
      losing = true;
    },
    breakOff() {
      refusing = true;
      for (const socket of sockets) socket.destroy();
    },
    restore() {
      losing = false;
      refusing = false;
    },
    lost: () =>
      new Promise((resolve) => {
        tellLoss = resolve;
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
