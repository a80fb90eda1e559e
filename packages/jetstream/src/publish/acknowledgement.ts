import { decodeUtf8 } from '@agog/deliverables-core/transport';
import type { NatsMessage } from '../connection/nats-connection.ts';
import type { ApiError } from '../errors/nats-errors.ts';

/** What came back for a publish. */
export type Acknowledgement =
  | {
      readonly kind: 'stored';
      readonly stream: string;
      readonly sequence: number;
      readonly duplicate: boolean;
    }
  | { readonly kind: 'refused'; readonly error: ApiError }
  /** Somebody who is no stream answered. */
  | { readonly kind: 'foreign' };

/** The fields of a server's acknowledgement. */
interface WireAcknowledgement {
  readonly stream?: unknown;
  readonly seq?: unknown;
  readonly duplicate?: unknown;
  readonly error?: ApiError;
}

/** Reads the reply to a publish: only one that names stream and sequence says that anything is stored. */
export const readAcknowledgement = (message: NatsMessage): Acknowledgement => {
  let reply: WireAcknowledgement | null;
  try {
    reply = JSON.parse(decodeUtf8(message.data)) as WireAcknowledgement | null;
  } catch {
    return { kind: 'foreign' };
  }
  if (reply?.error) return { kind: 'refused', error: reply.error };
  const { stream, seq, duplicate } = reply ?? {};
  if (typeof stream !== 'string' || typeof seq !== 'number' || seq < 1) return { kind: 'foreign' };
  return { kind: 'stored', stream, sequence: seq, duplicate: duplicate === true };
};

/** "wrong last sequence", with the sequence in its text; without it. */
const conflicts = new Set([10071, 10164]);

/** The newest sequence on the subject where a publish expected another one; `undefined` where the server does not say. */
export const readConflict = (error: ApiError): { readonly actual: number | undefined } | null => {
  if (!conflicts.has(error.err_code ?? 0)) return null;
  const [, actual] = /: *(\d+)$/.exec(error.description ?? '') ?? [];
  return { actual: actual === undefined ? undefined : Number(actual) };
};
