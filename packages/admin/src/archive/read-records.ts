import {
  decodeUtf8,
  encodeBase64url,
  equalBytes,
  fail,
  sha256,
} from '@agog/deliverables-core/transport';
import {
  type BackupRecord,
  backupFormat,
  checksumSize,
  recordHeadSize,
  signature,
} from './backup-format.ts';
import { createByteReader } from './byte-reader.ts';

/** The largest description of a record, and the largest body, in bytes: what claims to be larger is damage. */
const largestDescription = 16_777_216;
const largestBody = 1_073_741_824;

/** A record, and the backup up to it. */
export interface ReadRecord {
  readonly record: BackupRecord;
  /** Where it ends. */
  readonly bytes: number;
  /** In base64url. */
  readonly checksum: string;
}

const failDamaged = (at: number, what: string): never =>
  fail(
    'integrity',
    `The backup is damaged at byte ${at}: ${what}.`,
    'Everything before that is whole. Take another copy of the backup, or make a new one.',
    { at },
  );

const failForeign = (first: string): never => {
  const [, format] = /^agog-backup (\d{1,9})\n?$/.exec(first) ?? [];
  return format === undefined
    ? fail('unsupported_format', 'That is no backup.', 'Pass what a backup was written to.')
    : fail(
        'unsupported_format',
        `The backup has format ${format}; this version reads ${backupFormat}.`,
        'Upgrade this SDK.',
        { format: Number(format) },
      );
};

/**
 * The records of a backup, each checked before it is handed out, to the last one and the end behind it.
 *
 * @throws DeliverablesError `unsupported_format` for what is no backup or one of a later format; `integrity`, with the
 * byte, for one that is damaged, cut off or followed by something else
 */
export async function* readRecords(from: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRecord> {
  const source = createByteReader(from);
  try {
    const line = await source.line(32);
    if (line === null) return failDamaged(0, 'it is empty');
    if (decodeUtf8(line) !== `${signature}${backupFormat}\n`) {
      if (signature.startsWith(decodeUtf8(line).slice(0, signature.length)) && line.length < 14) {
        return failDamaged(line.length, 'it ends in its first line');
      }
      return failForeign(decodeUtf8(line));
    }
    let before = await sha256(line);
    for (;;) {
      const at = source.offset;
      const cutOff = () => failDamaged(at, 'it ends before its last record');
      const head = (await source.take(recordHeadSize)) ?? cutOff();
      const view = new DataView(head.buffer, head.byteOffset);
      const [described, body] = [view.getUint32(1), view.getUint32(5)];
      const isSane = described <= largestDescription && body <= largestBody;
      if (!isSane) return failDamaged(at, 'a length is impossible');
      const size = described + body;
      const rest = (await source.take(size + checksumSize)) ?? cutOff();
      const whole = new Uint8Array(checksumSize + recordHeadSize + size);
      whole.set(before);
      whole.set(head, checksumSize);
      whole.set(rest.subarray(0, size), checksumSize + recordHeadSize);
      const checksum = rest.slice(size);
      if (!equalBytes(await sha256(whole), checksum)) {
        return failDamaged(at, 'the checksum of the record there is wrong');
      }
      before = checksum;
      // The cast: the checksum proves that it was written as one of these.
      const record = {
        kind: String.fromCharCode(view.getUint8(0)),
        ...JSON.parse(decodeUtf8(rest.subarray(0, described))),
        ...(body > 0 || view.getUint8(0) === 0x4d ? { body: rest.slice(described, size) } : {}),
      } as BackupRecord;
      yield { record, bytes: source.offset, checksum: encodeBase64url(checksum) };
      if (record.kind === 'Z') break;
    }
    if ((await source.take(1)) !== null) {
      return failDamaged(source.offset - 1, 'something follows its end');
    }
  } finally {
    await source.close();
  }
}
