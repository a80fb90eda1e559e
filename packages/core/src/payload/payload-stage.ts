import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';

/** What a decoding may produce. */
export interface DecodeLimits {
  /** The most bytes to answer; a stage stops as soon as there are more. */
  readonly maxBytes: number;
}

/** One encoding of a report's bytes: a pair of inverse functions. */
export interface PayloadStage {
  /** Its name in the header `Content-Encoding`: lower-case letters, digits and `-`. */
  readonly name: string;
  readonly encode: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Undoes `encode`. Throws `integrity` for what `encode` did not make, `message_too_large` above the limit. */
  readonly decode: (bytes: Uint8Array, limits: DecodeLimits) => Promise<Uint8Array>;
}

/** Bytes through every stage, in order. */
export const encodePayload = async (
  bytes: Uint8Array,
  stages: readonly PayloadStage[],
): Promise<Uint8Array> => {
  let encoded = bytes;
  for (const stage of stages) encoded = await stage.encode(encoded);
  return encoded;
};

/**
 * Undoes {@link encodePayload}: the encodings, named in the order applied, are undone from the last to the first.
 *
 * @throws DeliverablesError `unsupported_format` for an encoding that no stage has; whatever a stage throws
 */
export const decodePayload = async (
  bytes: Uint8Array,
  encodings: readonly string[],
  stages: readonly PayloadStage[],
  limits: DecodeLimits,
): Promise<Uint8Array> => {
  const chain = encodings.map(
    (encoding) =>
      stages.find(({ name }) => name === encoding) ??
      fail(
        'unsupported_format',
        `The content has the encoding ${quote(encoding)}, which is not known here.`,
        `Known are: ${stages.map(({ name }) => name).join(', ')}. Pass the stage to createClient.`,
      ),
  );
  // What is still encoded may be a little longer than the plain content.
  const inner = { maxBytes: limits.maxBytes * 1.02 + 1024 };
  let decoded = bytes;
  for (const [index, stage] of [...chain.entries()].reverse()) {
    decoded = await stage.decode(decoded, index === 0 ? limits : inner);
  }
  return decoded;
};
