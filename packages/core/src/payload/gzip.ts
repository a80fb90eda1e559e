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
      if (size > maxBytes) {
        const message = `The content decompresses to more than ${maxBytes} bytes.`;
        fail('message_too_large', message, 'Raise maxReportSize, if it is not damaged.', {
          maxBytes,
        });
      }
      pieces.push(value);
    }
  };
  try {
    return (await Promise.all([drain(), feed()]))[0];
  } finally {
    // Both fail where the stream has failed already, which is known by then.
    await Promise.allSettled([reader.cancel(), writer.abort()]);
  }
};

/** Compression by gzip. It pays on slow links and full streams; on a fast link it costs more time than it saves. */
export const gzip: PayloadStage = {
  name: 'gzip',
  encode: (bytes) =>
    pump(new CompressionStream('gzip'), bytes, { pieceSize: bytes.length, maxBytes: Infinity }),
  decode: async (bytes, { maxBytes }) => {
    let cause: unknown;
    try {
      const limits = { pieceSize: feedSize, maxBytes };
      const decoded = await pump(new DecompressionStream('gzip'), bytes, limits);
      // Not every runtime minds an end that comes too early or too late. The size of the content, modulo 2³², is last.
      const statedSize = new DataView(bytes.slice(-4).buffer).getUint32(0, true);
      if (statedSize === decoded.length % 2 ** 32) return decoded;
    } catch (error) {
      if (DeliverablesError.isInstance(error)) throw error;
      cause = error;
    }
    const message = 'The content is no gzip, or is damaged.';
    return fail(
      'integrity',
      message,
      'Fetch another revision, or publish it again.',
      undefined,
      cause,
    );
  },
};
