import { type Deadline, DeliverablesError } from '@agog/deliverables-core';
import { decodeUtf8, encodeUtf8 } from '@agog/deliverables-core/transport';
import type { Link } from '@agog/deliverables-jetstream';

/** Why there is no answer. */
export type Silence = 'denied' | 'inbox_denied' | 'no_responders' | 'silent';

/** Asks a server. */
export interface ServerDesk {
  /** The fields of an answer, or why there is none. */
  ask(subject: string, body?: string): Promise<Readonly<Record<string, unknown>> | Silence>;
  /** What becomes of a message; `null` where something answers, whatever it says. */
  probe(subject: string, body: string, header?: string): Promise<Silence | null>;
}

/** How long one question waits, in milliseconds. */
const patience = 3_000;

/** How long one try waits: a refusal comes at once, and where nobody answers it was none. */
const shortPatience = 1_000;

/** Asks over a link, without throwing for what the server refuses; throws `timeout` when the time for everything is up. */
export const createServerDesk = (link: Link, deadline: Deadline): ServerDesk => {
  const request = async (subject: string, body: string, attempt: number, header?: string) => {
    const block = header === undefined ? '' : `NATS/1.0\r\n${header}\r\n\r\n`;
    try {
      const answer = await link.request(subject, encodeUtf8(body), {
        deadline,
        attempt,
        ...(block !== '' && { headers: { encode: () => encodeUtf8(block) } }),
      });
      if (answer === 'no-responders') return 'no_responders';
      return typeof answer === 'string' ? 'silent' : answer;
    } catch (error) {
      return silenceOf(DeliverablesError.from(error));
    }
  };
  return {
    async ask(subject, body = '') {
      const answer = await request(subject, body, patience);
      if (typeof answer === 'string') return answer;
      const parsed: unknown = JSON.parse(decodeUtf8(answer.data));
      return parsed instanceof Object ? { ...parsed } : 'silent';
    },
    async probe(subject, body, header) {
      const answer = await request(subject, body, shortPatience, header);
      return typeof answer === 'string' ? answer : null;
    },
  };
};

const silenceOf = (error: DeliverablesError): Silence => {
  if (error.code !== 'permission_denied') throw error;
  return error.details.operation === 'subscription' ? 'inbox_denied' : 'denied';
};
