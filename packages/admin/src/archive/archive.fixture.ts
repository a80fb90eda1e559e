import type { HeaderEntry, StoredMessage, Transport } from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { startServer } from '@agog-internal/nats-server';
import { connect } from '@nats-io/transport-node';
import { onTestFinished } from 'vitest';
import { stores } from '../stores.fixture.ts';
import { type BackupOptions, backup } from './backup.ts';
import { headersOfCopy } from './copied-message.ts';

/** Bytes as a source that hands them out in pieces. */
export async function* inPieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A backup as bytes. */
export const backupToBytes = async (
  transport: Transport,
  options: Omit<BackupOptions, 'to'>,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  const write = (chunk: Uint8Array): void => {
    chunks.push(chunk);
  };
  await backup(transport, { ...options, to: new WritableStream({ write }) });
  return new Uint8Array(Buffer.concat(chunks));
};

/** A transport over a new server of a line, both gone after the test. */
export const openServer = async (
  version: '2.9' | '2.10' | '2.15',
): Promise<{ readonly url: string; readonly transport: Transport }> => {
  const server = await startServer({ version });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { url } = server;
  return { url, transport: await openNats(url) };
};

/** One more transport to a server, gone after the test. */
export const openNats = async (servers: string): Promise<Transport> => {
  const connection = await connect({ servers });
  const transport = createJetStreamTransport({ connection, ownsConnection: true });
  onTestFinished(() => transport.close());
  return transport;
};

/** One more transport to a file, gone after the test. */
export const openFile = async (path: string): Promise<Transport> => {
  const transport = await openSqliteTransport({ path });
  onTestFinished(() => transport.close());
  return transport;
};

/** A new store of a kind. */
export const openStore = async (kind: 'memory' | 'sqlite' | 'jetstream'): Promise<Transport> => {
  const [, open] = stores.find(([name]) => name === kind) ?? [];
  if (!open) throw new Error(`There is no store ${kind}.`);
  return open();
};

/** What manages the streams; every transport of these tests has it. */
export const adminOf = ({ admin }: Transport): NonNullable<Transport['admin']> => {
  if (!admin) throw new Error('No admin.');
  return admin;
};

/** A message as data that compares. */
export interface Dumped {
  readonly sequence: number;
  readonly subject: string;
  readonly headers: readonly HeaderEntry[];
  readonly body: string;
}

const toDump = (message: StoredMessage, headers: readonly HeaderEntry[]): Dumped => ({
  sequence: message.sequence,
  subject: message.subject,
  headers: headers.toSorted(([one], [other]) => (one < other ? -1 : one === other ? 0 : 1)),
  body: Buffer.from(message.body).toString('base64'),
});

/** Everything in a stream. */
export const dump = async (transport: Transport, stream: string): Promise<Dumped[]> => {
  const dumped: Dumped[] = [];
  for await (const message of transport.read({ stream, select: 'all' })) {
    dumped.push(toDump(message, [...message.headers]));
  }
  return dumped;
};

/** Everything in a stream, as a copy of it is to be. */
export const dumpCopies = async (transport: Transport, stream: string): Promise<Dumped[]> => {
  const dumped: Dumped[] = [];
  for await (const message of transport.read({ stream, select: 'all' })) {
    const headers = headersOfCopy(message.headers, message.time.toISOString());
    dumped.push(toDump(message, headers));
  }
  return dumped;
};

const text = new TextEncoder();

/** A message for `place`. */
export const numbered = (stream: string, sequence: number, headers: HeaderEntry[] = []) => ({
  sequence,
  subject: `${stream}.${sequence % 7}`,
  headers: [['Nats-Msg-Id', `id-${sequence}`] as const, ...headers],
  body: text.encode(`# Message ${sequence}\n`),
});
