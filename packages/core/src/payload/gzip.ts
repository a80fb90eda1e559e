import { DeliverablesError } from '../errors/deliverables-error.ts';
import { fail } from '../errors/fail.ts';
import type { PayloadStage } from './payload-stage.ts';

/**
 * Decompression is fed this much at a time: a kilobyte becomes at most one megabyte before the count is looked at.
 * Fed everything at once, some runtimes answer with everything at once.
 */
const feedSize = 1024;

interface ByteTransform {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<BufferSource>;
}

/** Sends bytes through a transform, a piece at a time, and answers what comes out, unless it is too much. */
const pump = async (
  { readable, writable }: ByteTransform,
  bytes: Uint8Array,
  { pieceSize, maxBytes }: { readonly pieceSize: number; readonly maxBytes: number },
): Promise<Uint8Array> => {
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const feed = async (): Promise<void> => {
    for (let offset = 0; offset < bytes.length; offset += pieceSize) {
      // The cast: streams take no shared memory, and throw by themselves when given some.
      await writer.write(bytes.subarray(offset, offset + pieceSize) as Uint8Array<ArrayBuffer>);
    }
    await writer.close();
  };
  const drain = async (): Promise<Uint8Array> => {
    const pieces: BlobPart[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
      size += value.length;
      if (size > maxBytes) failTooLarge(maxBytes);
      pieces.push(value);
    }
  };
  try {
    const [drained] = await Promise.all([drain(), feed()]);
    return drained;
  } finally {
    // Both fail where the stream has failed already, which is known by then.
    await Promise.allSettled([reader.cancel(), writer.abort()]);
  }
};

const failTooLarge = (maxBytes: number): never =>
  fail(
    'message_too_large',
    `The content decompresses to more than ${maxBytes} bytes.`,
    'It is damaged, or larger than the client is set to read.',
    { maxBytes },
  );

/** The size of the plain content, modulo 2³², with which a gzip member ends; -1 where there is none. */
const statedSize = (bytes: Uint8Array): number =>
  bytes.length < 18
    ? -1
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);

const failDamaged = (cause?: unknown): never =>
  fail(
    'integrity',
    'The content is no gzip, or is damaged.',
    'Fetch another revision, or publish it again.',
    undefined,
    cause,
  );

/** Compression by gzip. It pays on slow links and full streams; on a fast link it costs more time than it saves. */
export const gzip: PayloadStage = {
  name: 'gzip',
  encode: (bytes) =>
    pump(new CompressionStream('gzip'), bytes, { pieceSize: bytes.length, maxBytes: Infinity }),
  decode: async (bytes, { maxBytes }) => {
    const limits = { pieceSize: feedSize, maxBytes };
    const decoded = await pump(new DecompressionStream('gzip'), bytes, limits).catch((error) => {
      if (DeliverablesError.isInstance(error)) throw error;
      return failDamaged(error);
    });
    // Not every runtime minds an end that comes too early or too late.
    if (statedSize(bytes) !== decoded.length % 2 ** 32) failDamaged();
    return decoded;
  },
};
