import type { PlacedMessage } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { append, measure } from './append.ts';
import { again } from './engine.ts';
import { overlap } from './filters.ts';
import type { Rows } from './rows.ts';
import { requireStream } from './stream.ts';

/** Stores one checked copy under the sequence that it brings along. */
export const place = (
  rows: Rows,
  stream: string,
  { subject, headers, body, sequence }: PlacedMessage,
): undefined | typeof again => {
  const target = requireStream(rows, stream);
  const { lastSequence: actual } = target;
  if (sequence <= actual) {
    fail(
      'sequence_conflict',
      `The stream ${stream} has come to the sequence ${actual}, and cannot take ${sequence}.`,
      'Place copies in the order of their sequences, into a stream that nobody else writes to.',
      { stream, expected: sequence, actual },
    );
  }
  if (!overlap([subject], target.config.subjects)) {
    fail(
      'stream_conflict',
      `The stream ${stream} does not take ${subject}.`,
      'Give it the subjects of the stream that the copy is from.',
      { stream, subject },
    );
  }
  const message = { subject, headers, body };
  const messageId = headers.find(([name]) => name === 'Nats-Msg-Id')?.[1];
  const row = { ...message, ...measure(rows, target, message), sequence };
  return append(rows, target, row, messageId) ? undefined : again;
};
