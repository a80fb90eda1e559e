import { encodeBase64url, encodeUtf8, sha256 } from '@agog/deliverables-core/transport';
import {
  type BackedUpStream,
  type BackupContents,
  type BackupRecord,
  checksumSize,
  preamble,
  recordHeadSize,
  withRecord,
} from './backup-format.ts';

/** How many bytes are gathered before they are written. */
const portion = 262_144;

/** One record as bytes. Its checksum is over the one before it and itself, so that none can be missing, moved or added. */
export const encodeRecord = async (
  before: Uint8Array,
  record: BackupRecord,
): Promise<Uint8Array> => {
  const { kind } = record;
  const body = record.kind === 'M' ? record.body : new Uint8Array();
  const description = encodeUtf8(JSON.stringify({ ...record, kind: undefined, body: undefined }));
  const size = recordHeadSize + description.length + body.length;
  const bytes = new Uint8Array(checksumSize + size + checksumSize);
  const view = new DataView(bytes.buffer, checksumSize);
  bytes.set(before);
  view.setUint8(0, kind.charCodeAt(0));
  view.setUint32(1, description.length);
  view.setUint32(5, body.length);
  bytes.set(description, checksumSize + recordHeadSize);
  bytes.set(body, checksumSize + recordHeadSize + description.length);
  bytes.set(await sha256(bytes.subarray(0, checksumSize + size)), checksumSize + size);
  return bytes.subarray(checksumSize);
};

/** Writes a backup, from its beginning or from where another one was cut off. */
export interface RecordWriter {
  readonly contents: BackupContents;
  write(record: BackupRecord): Promise<void>;
  /** Writes the rest, and closes the stream written to. */
  close(): Promise<void>;
  /** Writes the rest as far as that is possible, and aborts the stream written to. */
  abort(reason: unknown): Promise<void>;
}

const decodeBase64url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  );

/** A writer; nothing is written before the first record. */
export const createRecordWriter = async (
  to: WritableStream<Uint8Array>,
  resume: BackupContents | undefined,
): Promise<RecordWriter> => {
  const isNew = !resume || resume.bytes === 0;
  const output = to.getWriter();
  output.closed.catch(() => {});
  let streams: readonly BackedUpStream[] = isNew ? [] : resume.streams;
  let checksum = isNew ? await sha256(preamble) : decodeBase64url(resume.checksum);
  let bytes = isNew ? preamble.length : resume.bytes;
  let complete = false;
  let gathered: Uint8Array[] = isNew ? [preamble] : [];
  let size = 0;

  const flush = async (): Promise<void> => {
    const block = new Uint8Array(gathered.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const part of gathered) {
      block.set(part, offset);
      offset += part.length;
    }
    gathered = [];
    size = 0;
    if (block.length > 0) await output.write(block);
  };

  return {
    get contents() {
      return { complete, streams, bytes, checksum: encodeBase64url(checksum) };
    },
    async write(record) {
      const encoded = await encodeRecord(checksum, record);
      checksum = encoded.slice(-checksumSize);
      bytes += encoded.length;
      streams = withRecord(streams, record);
      complete = record.kind === 'Z';
      gathered.push(encoded);
      size += encoded.length;
      if (size >= portion) await flush();
    },
    async close() {
      await flush();
      await output.close();
    },
    async abort(reason) {
      await flush().catch(() => {});
      await output.abort(reason).catch(() => {});
    },
  };
};
