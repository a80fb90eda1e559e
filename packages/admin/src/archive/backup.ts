import type { CallOptions, Deadline, StreamInfo, Transport } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import { checkArgument, fail, startDeadline } from '@agog/deliverables-core/transport';
import type { BackedUpStream, BackupContents } from './backup-format.ts';
import { checkChoice, chooseStreams, type StreamChoice } from './choose-streams.ts';
import { createCounter, type OnProgress } from './progress.ts';
import { createRecordWriter, type RecordWriter } from './write-records.ts';

/** What to back up, and where to. */
export interface BackupOptions extends CallOptions {
  readonly streams: StreamChoice;
  /** Closed when the backup is complete, else aborted. Holds no more in memory than a message and some 256 KiB. */
  readonly to: WritableStream<Uint8Array>;
  /**
   * What is there already of this backup, by `inspectBackup`: goes on behind it. `to` then begins after its `bytes`, and
   * whatever was there beyond them has to be cut off.
   */
  readonly resume?: BackupContents | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Writes streams into one backup: settings, and every message with its sequence, time, subject, headers and body. What is
 * stored in a stream after the backup came to it is not in it. Durable names are not part of a backup. The timeout is one
 * for all; without one each step has the transport's own.
 *
 * @throws DeliverablesError `stream_not_found`; `stream_conflict` where `resume` is of other streams or a stream was
 * created anew since; `unsupported` without the right to manage streams
 */
export const backup = async (
  transport: Transport,
  { streams, to, resume, onProgress, ...options }: BackupOptions,
): Promise<BackupContents> => {
  checkChoice(streams);
  const isWritable = typeof to?.getWriter === 'function';
  checkArgument(isWritable, 'to', to, 'a WritableStream');
  const deadline = startDeadline(options);
  if (resume?.complete) {
    await to.close();
    return resume;
  }
  const chosen = await chooseStreams(transport, streams, deadline);
  checkResume(resume?.streams ?? [], chosen);
  const writer = await createRecordWriter(to, resume);
  try {
    for (const info of chosen) {
      await backupStream(transport, info, writer, onProgress, deadline);
    }
    await writer.write({ kind: 'Z', streams: chosen.length });
    await writer.close();
    return writer.contents;
  } catch (error) {
    await writer.abort(error);
    throw DeliverablesError.from(error);
  }
};

/** Refuses to go on with a backup of other streams. */
const checkResume = (streams: readonly BackedUpStream[], chosen: readonly StreamInfo[]): void => {
  for (const [index, { config, created }] of streams.entries()) {
    const now = chosen[index];
    if (now?.config.name === config.name && now.created.toISOString() === created) continue;
    fail(
      'stream_conflict',
      `The backup that is to go on has the stream ${config.name}, created ${created}; in the store that is ${now ? `${now.config.name}, created ${now.created.toISOString()}` : 'not chosen'}.`,
      'Begin a new backup.',
      { stream: config.name },
    );
  }
};

const backupStream = async (
  transport: Transport,
  { config, created, state }: StreamInfo,
  writer: RecordWriter,
  onProgress: OnProgress | undefined,
  deadline: Deadline,
): Promise<void> => {
  const { name: stream } = config;
  const known = writer.contents.streams.find((one) => one.config.name === stream);
  if (known?.complete) return;
  const { firstSequence, lastSequence } = state;
  if (!known) {
    const begin = { config, created: created.toISOString(), firstSequence, lastSequence };
    await writer.write({ kind: 'S', ...begin });
  }
  const counter = createCounter(onProgress, stream, 'copied');
  let messages = known?.messages ?? 0;
  const fromSequence = (known?.lastSequence ?? 0) + 1;
  if (fromSequence <= lastSequence) {
    const query = { stream, select: 'all', fromSequence, toSequence: lastSequence } as const;
    for await (const message of transport.read(query, deadline.next())) {
      const { sequence, subject, time, headers, body } = message;
      const described = { sequence, subject, time: time.toISOString(), headers: [...headers] };
      await writer.write({ kind: 'M', ...described, body });
      messages += 1;
      counter.count(sequence, body.length, lastSequence);
    }
  }
  counter.end();
  await writer.write({ kind: 'E', messages, lastSequence });
};
