import type { CallOptions, Transport } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import { checkArgument, fail, startDeadline } from '@agog/deliverables-core/transport';
import type { StreamRecord } from './backup-format.ts';
import { checkSource } from './inspect-backup.ts';
import type { OnProgress } from './progress.ts';
import { readRecords } from './read-records.ts';
import { type RestoredStream, type StreamRestore, startStreamRestore } from './restore-stream.ts';

/** What to restore. */
export interface RestoreOptions extends CallOptions {
  /** What `backup` wrote: a `ReadableStream`, a stream of Node, or any other async iterable of bytes. */
  readonly from: AsyncIterable<Uint8Array>;
  /** Only these streams of it. Default: all. */
  readonly streams?: readonly string[] | undefined;
  /** Other names for streams: `{ agog_features_qa: 'agog_features_tests' }`. Their subjects stay. */
  readonly into?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether a stream may hold other messages already. These keep their place, so all of them need lower sequences than
   * those that are restored; the stream keeps its subjects beside those of the backup, and the longer `maxAge`. Default
   * false.
   */
  readonly mix?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
}

type Selection = Pick<RestoreOptions, 'streams' | 'into'>;

/**
 * Restores streams from a backup into any store: every message with its sequence, subject, headers and body, gaps
 * included, and its first time in the header `Agog-Time`. Creates missing streams; in the end each has the settings of
 * the backup. One that was cut off goes on when it is called again: what is there is compared, not written again.
 *
 * @throws DeliverablesError `unsupported_format`, `integrity` for what is no whole backup; `stream_conflict` for a stream
 * with other messages or another retention; `sequence_conflict` where a sequence cannot be given any more; `unsupported`
 * for a gap that the store cannot leave, or without the right to manage streams
 */
export const restore = async (
  transport: Transport,
  options: RestoreOptions,
): Promise<RestoredStream[]> => {
  const { from, streams, into = {}, mix = false, onProgress, ...callOptions } = options;
  checkSource(from);
  checkSelection(options);
  const deadline = startDeadline(callOptions);
  const results: RestoredStream[] = [];
  const found = new Set<string>();
  let current: StreamRestore | null = null;

  const begin = async (record: StreamRecord): Promise<StreamRestore | null> => {
    const { name } = record.config;
    found.add(name);
    if (streams && !streams.includes(name)) return null;
    const { lastSequence } = record;
    const target = { name: into[name] ?? name, mix, onProgress, deadline, lastSequence };
    return startStreamRestore(transport, { ...target, origin: record });
  };
  try {
    for await (const { record } of readRecords(from)) {
      if (record.kind === 'S') current = await begin(record);
      else if (record.kind === 'M') await current?.take(record);
      else if (record.kind === 'E' && current) results.push(await current.end(record));
    }
  } catch (error) {
    throw DeliverablesError.from(error);
  }
  checkNamed(options, [...found]);
  return results;
};

/** Refuses what names no streams. */
export const checkSelection = ({ streams = [], into = {} }: Selection): void => {
  checkArgument(Array.isArray(streams), 'streams', streams, 'a list of names');
  checkArgument(Object(into) === into, 'into', into, 'an object of names');
};

/** Refuses names that no stream of a backup has. */
export const checkNamed = (
  { streams = [], into = {} }: Selection,
  known: readonly string[],
): void => {
  const missing = [...streams, ...Object.keys(into)].find((name) => !known.includes(name));
  if (missing === undefined) return;
  const hint = `It has: ${known.join(', ') || 'none'}.`;
  fail('stream_not_found', `The backup has no stream ${missing}.`, hint, { known });
};
