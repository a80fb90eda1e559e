/** How far a backup, a restore or a migration has come with a stream. */
export interface ArchiveProgress {
  readonly stream: string;
  /** `compared`: what was there already; `copied`: what is new. */
  readonly step: 'compared' | 'copied';
  /** Of this step in this stream, up to now. */
  readonly messages: number;
  /** Bytes in their bodies. */
  readonly bytes: number;
  /** The sequence come to, and the last one known of. */
  readonly sequence: number;
  readonly lastSequence: number;
}

/** Told how far it has come: at most ten times a second, and when a step of a stream ends. */
export type OnProgress = (progress: ArchiveProgress) => void;

/** How long to keep quiet, in milliseconds. */
const interval = 100;

/** Counts one step of a stream. */
export interface Counter {
  readonly messages: number;
  readonly bytes: number;
  count(sequence: number, size: number, lastSequence: number): void;
  end(): void;
}

/** A counter from nothing. */
export const createCounter = (
  onProgress: OnProgress | undefined,
  stream: string,
  step: ArchiveProgress['step'],
): Counter => {
  let messages = 0;
  let bytes = 0;
  let place = { sequence: 0, lastSequence: 0 };
  let toldMessages = 0;
  let toldAt = performance.now();
  const tell = (): void => {
    toldMessages = messages;
    toldAt = performance.now();
    onProgress?.({ stream, step, messages, bytes, ...place });
  };
  return {
    get messages() {
      return messages;
    },
    get bytes() {
      return bytes;
    },
    count(sequence, size, lastSequence) {
      messages += 1;
      bytes += size;
      place = { sequence, lastSequence };
      if (performance.now() - toldAt >= interval) tell();
    },
    end() {
      if (messages > toldMessages) tell();
    },
  };
};
