import type { PlacedMessage } from '@agog/deliverables-core';
import { fail, messageSize } from '@agog/deliverables-core/transport';
import { attemptTimeout, slowestLine } from '../api/api.ts';
import { fetchStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { apiFailure, failUnknown } from '../errors/nats-errors.ts';
import { encodeHeaders } from '../message/encode-headers.ts';
import { readAcknowledgement, readConflict } from './acknowledgement.ts';
import { checkSize } from './check-size.ts';
import { failForeign } from './refusals.ts';

/** How many ids are remembered that came more than once. */
const doubledLimit = 10_000;

/** Headers at which a server does something else than to store the message. */
const orders = /^Nats-(Rollup|TTL|Incr|Batch-|Schedule)/i;

/**
 * Places copies: each publish names the sequence before its own, and the stream takes it only as the next one.
 *
 * A server drops a message whose id it knows. Spaces behind an id make another one of it for the server, and the same
 * for readers, who trim values; how many it takes is found out by trying.
 */
export const createPlacer = ({
  api,
  link,
  known,
}: Context): ((stream: string, message: PlacedMessage, deadline: Deadline) => Promise<void>) => {
  const doubled = new Map<string, number>();

  const entriesOf = ({ headers, sequence }: PlacedMessage, stream: string) => {
    const own = headers.map(([name, value]) => {
      if (name !== 'Nats-Msg-Id') return [name, value] as const;
      return [name, value + ' '.repeat(doubled.get(value) ?? 0)] as const;
    });
    const conditions = [
      ['Nats-Expected-Stream', stream] as const,
      ['Nats-Expected-Last-Sequence', String(sequence - 1)] as const,
    ];
    return [...own, ...conditions];
  };

  const failMissing = async (stream: string, subject: string, deadline: Deadline) => {
    if (!(await fetchStreamInfo(api, stream, deadline))) {
      fail('stream_not_found', `There is no stream ${stream}.`, 'Create it first.', { stream });
    }
    return fail(
      'store_unavailable',
      `Nobody takes ${subject} at the moment: the stream ${stream} is away, or does not take it.`,
      'Try again, and look at the subjects of the stream.',
      { stream, subject },
    );
  };

  return async (stream, message, deadline) => {
    const { subject, headers, body, sequence } = message;
    const order = headers.find(([name]) => orders.test(name))?.[0];
    if (order !== undefined) {
      fail(
        'unsupported',
        `The message ${sequence} of ${stream} has the header ${order}, on which a server acts.`,
        'Leave that message out: delete it where it is, or copy the stream by a mirror.',
        { stream, sequence, header: order },
      );
    }
    const id = headers.find(([name]) => name === 'Nats-Msg-Id')?.[1] ?? '';
    const what = `Placing the message ${sequence} in ${stream}`;
    for (;;) {
      if (!link.isUp) await link.online(deadline);
      const entries = entriesOf(message, stream);
      const size = messageSize({ headers: entries, body });
      checkSize({ subject, size }, null, link.info.max_payload);
      const attempt = attemptTimeout + size / slowestLine;
      const options = { deadline, attempt, headers: encodeHeaders(entries) };
      const answer = await link.request(subject, body, options);
      if (answer === 'no-responders') return failMissing(stream, subject, deadline);
      if (typeof answer === 'string') return failUnknown(what);
      const reply = readAcknowledgement(answer);
      if (reply.kind === 'foreign') return failForeign(subject);
      if (reply.kind === 'refused') {
        const conflict = readConflict(reply.error);
        const details = { stream, expected: sequence, actual: conflict?.actual };
        if (conflict) throw apiFailure(reply.error, what, details);
        if (reply.error.err_code === otherStream) await failMissing(stream, subject, deadline);
        throw apiFailure(reply.error, what, { stream, sequence });
      }
      if (reply.duplicate) {
        doubled.set(id, (doubled.get(id) ?? 0) + 1);
        const [oldest = id] = doubled.keys();
        if (doubled.size > doubledLimit) doubled.delete(oldest);
        continue;
      }
      known.rememberSubject(subject, { stream, lastSequence: reply.sequence });
      if (reply.sequence === sequence) return;
      // Servers below 2.11 take the condition on an empty stream for none.
      fail(
        'sequence_conflict',
        `${what} gave it the sequence ${reply.sequence}.`,
        'Delete that message, and let nobody else write to the stream.',
        { stream, expected: sequence, actual: reply.sequence },
      );
    }
  };
};

const otherStream = 10060;
