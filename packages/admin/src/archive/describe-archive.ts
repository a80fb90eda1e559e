import { tellMessages } from '../streams/figures-as-text.ts';
import type { BackupContents } from './backup-format.ts';
import type { ArchiveProgress } from './progress.ts';
import type { RestoredStream } from './restore-stream.ts';
import type { MigratedStream } from './stream-migration.ts';

/** A size for a person, to a tenth: `1.5 MiB`. */
const tellSize = (bytes: number): string => {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
};

const inColumns = (rows: readonly (readonly [name: string, text: string])[]): string => {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n');
};

/** How far something has come, as one line for a person. */
export const describeProgress = ({
  stream,
  step,
  messages,
  bytes,
  sequence,
  lastSequence,
}: ArchiveProgress): string =>
  `${stream}  ${step} ${tellMessages(messages)}, ${tellSize(bytes)}, at ${sequence} of ${lastSequence}`;

/** What a backup holds as text for a person. */
export const describeBackup = ({ streams, bytes, complete, checksum }: BackupContents): string =>
  [
    inColumns(
      streams.map(({ config, messages, bytes: size, lastSequence, complete: isWhole }) => [
        config.name,
        `${tellMessages(messages)}, ${tellSize(size)}, up to ${lastSequence}${isWhole ? '' : ', cut off'}`,
      ]),
    ),
    complete
      ? `complete: ${tellSize(bytes)}, SHA-256 chain ${checksum}`
      : `cut off after ${bytes} bytes`,
  ].join('\n');

/** What was there before, and how far it goes. */
const tellPlace = ({ present, lastSequence }: { present: number; lastSequence: number }): string =>
  `${present > 0 ? `, ${present} were there` : ''}, up to ${lastSequence}`;

/** What came of a restore as text for a person. */
export const describeRestore = (results: readonly RestoredStream[]): string =>
  inColumns(
    results.map((result) => [
      result.stream,
      `${tellMessages(result.restored)} restored, ${tellSize(result.bytes)}${tellPlace(result)}`,
    ]),
  );

/** What came of a migration as text for a person. */
export const describeMigration = (results: readonly MigratedStream[]): string =>
  inColumns(
    results.map((result) => [
      result.stream,
      `${tellMessages(result.copied)} copied, ${tellSize(result.bytes)}${tellPlace(result)}; ${result.verified} verified${result.removed > 0 ? `, ${result.removed} removed again` : ''}`,
    ]),
  );
