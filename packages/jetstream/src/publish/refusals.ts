import { fail } from '@agog/deliverables-core/transport';

/** No stream takes the subject. */
export function failWithoutStream(subject: string): never {
  fail(
    'stream_not_found',
    `No stream takes ${subject}: nothing was stored.`,
    'Create the streams of the roster first, and check the prefix.',
    { subject },
  );
}

/** Somebody answered who is no stream. */
export function failForeign(subject: string): never {
  fail(
    'stream_not_found',
    `Something that is no stream answered a publish to ${subject}: nothing is known to be stored.`,
    'Find out who else subscribes to that subject and replies, and create the stream.',
    { subject },
  );
}

/** The subject's newest message is another one. */
export function failConflict(subject: string, expected: number, actual: number): never {
  fail(
    'sequence_conflict',
    `The newest message on ${subject} has the sequence ${actual}, not ${expected} as expected.`,
    'Read what is there now, then decide whether to publish on it.',
    { subject, expected, actual },
  );
}

/** The id names another message, or one that is gone. */
export function failMessageId(messageId: string, stream: string, sequence: number): never {
  fail(
    'message_id_conflict',
    `The message id ${messageId} belongs to message ${sequence} of ${stream}, which is another one or was removed.`,
    'Take a fresh id for every message, and the same one only to repeat it.',
    { messageId, stream, sequence },
  );
}
