/** Takes bytes by number out of chunks of any size. */
export interface ByteReader {
  /** How many were taken. */
  readonly offset: number;
  /** So many bytes, or `null` where there are not as many. */
  take(count: number): Promise<Uint8Array | null>;
  /** Up to and with the next line feed, but no more than so many bytes; `null` where there are none. */
  line(most: number): Promise<Uint8Array | null>;
  /** Ends the source early. */
  close(): Promise<void>;
}

/** A reader of whatever is iterated: a `ReadableStream` is one, and a stream of Node. */
export const createByteReader = (from: AsyncIterable<Uint8Array>): ByteReader => {
  const source = from[Symbol.asyncIterator]();
  let chunks: Uint8Array[] = [];
  let held = 0;
  let offset = 0;

  /** Whether there are so many bytes. */
  const gather = async (count: number): Promise<boolean> => {
    while (held < count) {
      const next = await source.next();
      if (next.done) return false;
      chunks.push(next.value);
      held += next.value.length;
    }
    return true;
  };
  const join = (): Uint8Array => {
    if (chunks.length === 1 && chunks[0]) return chunks[0];
    const whole = new Uint8Array(held);
    let end = 0;
    for (const chunk of chunks) {
      whole.set(chunk, end);
      end += chunk.length;
    }
    chunks = [whole];
    return whole;
  };
  const cut = (count: number): Uint8Array => {
    const whole = join();
    chunks = [whole.subarray(count)];
    held -= count;
    offset += count;
    return whole.subarray(0, count);
  };

  return {
    get offset() {
      return offset;
    },
    take: async (count) => ((await gather(count)) ? cut(count) : null),
    async line(most) {
      await gather(most);
      const end = join().subarray(0, most).indexOf(0x0a);
      const length = end < 0 ? Math.min(most, held) : end + 1;
      return length > 0 ? cut(length) : null;
    },
    async close() {
      await source.return?.();
    },
  };
};
