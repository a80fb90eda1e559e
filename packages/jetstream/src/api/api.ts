import { type CallOptions, DeliverablesError } from '@agog/deliverables-core';
import { decodeUtf8, encodeUtf8, startDeadline } from '@agog/deliverables-core/transport';
import { type Deadline, pause } from '../connection/deadline.ts';
import type { Answer, Link, RequestOptions } from '../connection/link.ts';
import type { NatsMessage } from '../connection/nats-connection.ts';
import {
  type ApiError,
  apiFailure,
  failUnknown,
  failWithoutJetStream,
  isBusy,
} from '../errors/nats-errors.ts';

/** How long a call may take when its caller says nothing, in milliseconds: a restart or an election passes in it. */
export const defaultTimeout = 30_000;

/** How long one request waits for its reply before it is sent again, in milliseconds. */
export const attemptTimeout = 5_000;

/**
 * How long a first request to JetStream waits, in milliseconds; each further one twice as long, up to the longest. A
 * cluster that elects answers nothing, and what it was asked then is never answered.
 */
const askTimeout = 2_000;
const longestAsk = 16_000;

/** What a slow line carries, in bytes a millisecond. */
export const slowestLine = 200;

/** How long JetStream may be away before it counts as off, in milliseconds. */
const absence = 2_000;

/** One request to JetStream. */
export interface ApiCall {
  /** Below `$JS.API.`: `STREAM.INFO.agog_features_research`. */
  readonly path: string;
  readonly body?: unknown;
  /** For messages: the beginning of `… failed`. */
  readonly what: string;
  readonly deadline: Deadline;
  /** Whether a second time does no harm, when nobody knows whether the first one arrived. */
  readonly repeatable: boolean;
  /** For the error that the reply may be. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** JetStream's request subjects. */
export interface Api {
  readonly link: Link;
  /** The options of a call as a deadline, with the default timeout, which is longer for many bytes. */
  begin(options: CallOptions | undefined, bytes?: number): Deadline;
  /** `<prefix>.<path>`. */
  subject(path: string): string;
  /** The reply's fields, or its error. Waits for the connection, and asks again where that does no harm. */
  ask<T>(call: ApiCall): Promise<{ readonly reply: T } | { readonly error: ApiError }>;
  /** As `ask`, and throws the error as ours. */
  call<T>(call: ApiCall): Promise<T>;
}

/** What {@link persist} needs to know. */
export interface PersistOptions extends Pick<ApiCall, 'what' | 'deadline' | 'repeatable'> {
  /** Whether a reply says: not now. */
  readonly isBusy?: ((message: NatsMessage) => boolean) | undefined;
}

/** Waits longer each time, and never as long as somebody else. */
export const backOff = (attempt: number): number =>
  Math.min(20 * 2 ** attempt, 1_000) * (0.5 + Math.random() / 2);

/**
 * Sends a request until there is a reply that counts, or nobody listens on its subject: waits for the connection, sends
 * again what got lost if it may, and lets a busy server come to itself.
 */
export const persist = async (
  link: Link,
  { what, deadline, repeatable, isBusy: busy }: PersistOptions,
  send: (attempt: number) => Promise<Answer>,
): Promise<NatsMessage | 'no-responders'> => {
  for (let attempt = 0; ; attempt++) {
    if (!link.isUp) await link.online(deadline);
    const answer = await send(attempt);
    if (answer === 'no-responders') return answer;
    if (typeof answer !== 'string') {
      if (!busy?.(answer)) return answer;
      try {
        await pause(deadline, backOff(attempt));
      } catch (error) {
        // What the server said last tells more than that the time is over.
        if (DeliverablesError.isInstance(error) && error.code === 'timeout') return answer;
        throw error;
      }
      continue;
    }
    // Throws where the time is over, which says more than that the outcome is unknown.
    deadline.next();
    if (!repeatable) failUnknown(what);
  }
};

/** As {@link persist}; when nobody listens it may be a start or an election, and after two seconds JetStream counts as off. */
export const repeat = async (
  link: Link,
  options: PersistOptions,
  send: (attempt: number) => Promise<Answer>,
): Promise<NatsMessage> => {
  /** Since when nobody listens, though the connection stands. */
  let since = Number.POSITIVE_INFINITY;
  const sendAndNote = async (attempt: number): Promise<Answer> => {
    const answer = await send(attempt);
    const isAway = answer === 'no-responders';
    since = isAway ? Math.min(since, performance.now()) : Number.POSITIVE_INFINITY;
    return answer;
  };
  for (let attempt = 0; ; attempt++) {
    const answer = await persist(link, options, sendAndNote);
    if (answer !== 'no-responders') return answer;
    if (performance.now() - since > absence) failWithoutJetStream(options.what);
    await pause(options.deadline, backOff(attempt));
  }
};

const noBody = new Uint8Array();

/** Reads a reply of JetStream: an error, or its fields. */
export const readReply = <T>(
  message: NatsMessage,
): { readonly reply: T } | { readonly error: ApiError } => {
  // The fields are those that the server documents for the request.
  const reply = JSON.parse(decodeUtf8(message.data)) as T & { readonly error?: ApiError };
  return reply.error ? { error: reply.error } : { reply };
};

/** JetStream's request subjects over a link. */
export const createApi = (link: Link, prefix: string, timeout: number): Api => {
  const subject = (path: string): string => `${prefix}.${path}`;

  const ask: Api['ask'] = async <T>(call: ApiCall) => {
    const payload = call.body === undefined ? noBody : encodeUtf8(JSON.stringify(call.body));
    const { deadline, repeatable } = call;
    const optionsOf = (attempt: number): RequestOptions => ({
      deadline,
      ...(repeatable && {
        attempt: Math.min(askTimeout * 2 ** attempt, longestAsk),
        provesSilence: true,
      }),
    });
    const message = await repeat(
      link,
      {
        ...call,
        isBusy(reply) {
          const answer = readReply(reply);
          return 'error' in answer && isBusy(answer.error);
        },
      },
      (attempt) => link.request(subject(call.path), payload, optionsOf(attempt)),
    );
    return readReply<T>(message);
  };

  return {
    link,
    begin(options, bytes = 0) {
      // Checks what was passed before anything is read from it.
      if (options !== undefined) startDeadline(options);
      return startDeadline({
        signal: options?.signal,
        timeout: options?.timeout ?? timeout + bytes / slowestLine,
      });
    },
    subject,
    ask,
    async call<T>(call: ApiCall) {
      const answer = await ask<T>(call);
      if ('error' in answer) throw apiFailure(answer.error, call.what, call.details);
      return answer.reply;
    },
  };
};
