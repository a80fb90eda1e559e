import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import type { NatsMessage } from '../connection/nats-connection.ts';
import { decodeBase64 } from './base64.ts';
import type { DeliveryFacts } from './delivery-subject.ts';
import { addedByDirectGet, addedToHeads, parseHeaderBlock, readHeaders } from './headers.ts';

/** A message as the stream's leader answers it. */
export interface LeaderMessage {
  readonly subject: string;
  readonly seq: number;
  readonly hdrs?: string | undefined;
  readonly data?: string | undefined;
  readonly time: string;
}

/** What the server added, read in one pass: the last value of each name, since those that were stored stand before it. */
const readAdded = (message: NatsMessage): ((name: string) => string) => {
  const last = new Map<string, string>();
  for (const [name, values] of message.headers ?? []) last.set(name, values.at(-1) ?? '');
  return (name) => last.get(name) ?? '';
};

/** Node's clients hand out `Buffer`s; everybody gets the plain kind. */
const plain = (data: Uint8Array): Uint8Array =>
  data.constructor === Uint8Array
    ? data
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A message answered by a direct get. */
export const fromDirectGet = (message: NatsMessage): StoredMessage => {
  const added = readAdded(message);
  return {
    stream: added('Nats-Stream'),
    subject: added('Nats-Subject'),
    sequence: Number(added('Nats-Sequence')),
    time: new Date(added('Nats-Time-Stamp')),
    headers: readHeaders(message.headers, addedByDirectGet),
    size: message.data.length,
    body: plain(message.data),
  };
};

/** A message answered by the stream's leader. */
export const fromLeader = (stream: string, message: LeaderMessage): StoredMessage => {
  const body = decodeBase64(message.data ?? '');
  return {
    stream,
    subject: message.subject,
    sequence: message.seq,
    time: new Date(message.time),
    headers: parseHeaderBlock(decodeUtf8(decodeBase64(message.hdrs ?? ''))),
    size: body.length,
    body,
  };
};

/** A message delivered by a consumer. */
export const fromDelivery = (message: NatsMessage, facts: DeliveryFacts): StoredMessage => ({
  stream: facts.stream,
  subject: message.subject,
  sequence: facts.sequence,
  time: facts.time,
  headers: readHeaders(message.headers),
  size: message.data.length,
  body: plain(message.data),
});

/** A head delivered by a consumer that leaves bodies away: the server says how large they are. */
export const headFromDelivery = (message: NatsMessage, facts: DeliveryFacts): MessageHead => ({
  stream: facts.stream,
  subject: message.subject,
  sequence: facts.sequence,
  time: facts.time,
  headers: readHeaders(message.headers, addedToHeads),
  size: Number(readAdded(message)('Nats-Msg-Size')),
});
