import { connect } from 'node:net';

/** Where a server listens, and what to present there. */
export interface Address {
  readonly host?: string;
  readonly port: number;
  readonly user?: string;
  readonly pass?: string;
}

/** Sends lines of the NATS protocol, and resolves to the answer as soon as it contains the expected words. */
export function ask(address: Address, lines: string, expected: string): Promise<string> {
  const { host = '127.0.0.1', port, user, pass } = address;
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (!answer.includes(expected)) return;
      socket.destroy();
      resolve(answer);
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`closed after ${answer}`)));
    socket.write(`CONNECT ${JSON.stringify({ verbose: false, user, pass })}\r\n${lines}`);
  });
}

/** Sends one request, as every client does: a reply subject, and an answer to it. */
export function request(
  address: Address,
  subject: string,
  body: string,
  expected: string,
): Promise<string> {
  const publish = `PUB ${subject} inbox ${Buffer.byteLength(body)}\r\n${body}\r\n`;
  return ask(address, `SUB inbox 1\r\n${publish}`, expected);
}

/** Creates a file-backed stream `S` over the subject `s`. */
export async function createStream(address: Address): Promise<void> {
  const stream = { name: 'S', subjects: ['s'], storage: 'file' };
  await request(address, '$JS.API.STREAM.CREATE.S', JSON.stringify(stream), '"created"');
}
