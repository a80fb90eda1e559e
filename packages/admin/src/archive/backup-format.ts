import type { HeaderEntry, StreamConfig } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';

/** What a backup begins with, before the number of its format. */
export const signature = 'agog-backup ';

/** The format that is written, and the newest that is read. */
export const backupFormat = 1;

/** The first line of every backup written here. */
export const preamble: Uint8Array = encodeUtf8(`${signature}${backupFormat}\n`);

/** Kind, length of the description, length of the body. */
export const recordHeadSize = 9;

export const checksumSize = 32;

/** A stream begins. */
export interface StreamRecord {
  readonly kind: 'S';
  readonly config: StreamConfig;
  /** When the stream was created, in ISO 8601: tells it from a later one of its name. */
  readonly created: string;
  /** The first and the last sequence when the backup came to this stream. */
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** One message of the stream before it. */
export interface MessageRecord {
  readonly kind: 'M';
  readonly sequence: number;
  readonly subject: string;
  /** When the stream stored it, in ISO 8601. */
  readonly time: string;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array;
}

/** A stream ends: how many messages were written, and the last sequence that it had given. */
export interface StreamEndRecord {
  readonly kind: 'E';
  readonly messages: number;
  readonly lastSequence: number;
}

/** The backup ends, and has so many streams. */
export interface EndRecord {
  readonly kind: 'Z';
  readonly streams: number;
}

/** What a backup consists of, one after the other. */
export type BackupRecord = StreamRecord | MessageRecord | StreamEndRecord | EndRecord;

/** What is known of one stream in a backup. */
export interface BackedUpStream {
  readonly config: StreamConfig;
  /** When it was created, in ISO 8601. */
  readonly created: string;
  readonly messages: number;
  /** Bytes in the bodies of these messages. */
  readonly bytes: number;
  /** The sequence of its last message here or, once `complete`, the last one that the stream had given. */
  readonly lastSequence: number;
  readonly complete: boolean;
}

/** What a backup holds. */
export interface BackupContents {
  /** Whether it is whole, to its very last byte. */
  readonly complete: boolean;
  readonly streams: readonly BackedUpStream[];
  /** Bytes of the backup up to the end of its last whole record. */
  readonly bytes: number;
  /** That of its last whole record, in base64url. Of a complete backup it proves every byte before it. */
  readonly checksum: string;
}

/** The contents after one more record. */
export const withRecord = (
  streams: readonly BackedUpStream[],
  record: BackupRecord,
): readonly BackedUpStream[] => {
  if (record.kind === 'Z') return streams;
  if (record.kind === 'S') {
    const { config, created } = record;
    return [
      ...streams,
      { config, created, messages: 0, bytes: 0, lastSequence: 0, complete: false },
    ];
  }
  const last = streams.at(-1);
  if (!last) return streams;
  const { lastSequence } = record.kind === 'E' ? record : { lastSequence: record.sequence };
  const complete = record.kind === 'E';
  const more = record.kind === 'M' ? record.body.length : 0;
  const messages = last.messages + (complete ? 0 : 1);
  return [
    ...streams.slice(0, -1),
    { ...last, messages, bytes: last.bytes + more, lastSequence, complete },
  ];
};
