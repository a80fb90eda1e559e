import { fail } from '@agog/deliverables-core/transport';
import { overlap } from './filters.ts';
import type { MessageRow, Rows, StreamRows } from './rows.ts';

/** The stream of a name, or `stream_not_found`. */
export const requireStream = (rows: Rows, name: string): StreamRows =>
  rows.streams.get(name) ?? notFound(rows, `There is no stream ${String(name)}.`);

/** The stream that takes a subject, or `stream_not_found`. */
export const requireStreamFor = (rows: Rows, subject: string): StreamRows => {
  for (const stream of rows.streams.values()) {
    if (overlap([subject], stream.config.subjects)) return stream;
  }
  return notFound(rows, `No stream takes the subject ${subject}.`);
};

const notFound = (rows: Rows, message: string): never => {
  const streams = [...rows.streams.keys()].sort();
  const hint = `Create it first. The streams are: ${streams.join(', ') || 'none yet'}.`;
  return fail('stream_not_found', message, hint, { streams });
};

/** Refuses to begin anywhere in a work queue but where its messages begin, and for anybody but its consumers. */
export const refuseQueue = ({ config }: StreamRows): void => {
  if (config.retention !== 'workqueue') return;
  fail(
    'unsupported',
    `The stream ${config.name} is a work queue.`,
    "Use `consume`, from the 'start', or look at its messages with `read`.",
    { stream: config.name },
  );
};

/** One message, or `undefined`. */
export const messageAt = (stream: StreamRows, sequence: number): MessageRow | undefined => {
  const [message] = stream.list({ from: sequence, to: sequence });
  return message;
};
