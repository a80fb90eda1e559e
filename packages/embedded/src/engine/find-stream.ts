import { DeliverablesError } from '@agog/deliverables-core';
import type { Rows, StreamRow } from './rows.ts';
import { isWanted } from './scan.ts';

/** The stream of a name, or `null`. */
export const lookUpStream = (rows: Rows, name: string): StreamRow | null =>
  rows.streams().find((stream) => stream.config.name === name) ?? null;

/** The stream of a name, or `stream_not_found`. */
export const requireStream = (rows: Rows, name: string): StreamRow => {
  const stream = lookUpStream(rows, name);
  if (stream !== null) return stream;
  throw notFound(rows, `There is no stream ${name}.`, { stream: name });
};

/** The stream that takes a subject, or `stream_not_found`. */
export const requireStreamFor = (rows: Rows, subject: string): StreamRow => {
  const stream = rows.streams().find((one) => isWanted(subject, one.config.subjects));
  if (stream !== undefined) return stream;
  throw notFound(rows, `No stream takes the subject ${subject}.`, { subject });
};

const notFound = (rows: Rows, message: string, details: Record<string, string>) => {
  const streams = rows.streams().map((stream) => stream.config.name);
  return new DeliverablesError({
    code: 'stream_not_found',
    message,
    hint: `Create it first; the streams are: ${streams.join(', ') || 'none yet'}.`,
    details: { ...details, streams },
  });
};
