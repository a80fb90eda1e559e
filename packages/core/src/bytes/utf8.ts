const encoder = new TextEncoder();
const scratch = new Uint8Array(65_536);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as UTF-8. A lone surrogate becomes U+FFFD, as everywhere on the web. */
export const encodeUtf8 = (text: string): Uint8Array => {
  // A unit of UTF-16 is at most three bytes. By way of memory that is there already it takes two thirds of the time.
  if (text.length * 3 > scratch.length) return encoder.encode(text);
  return scratch.slice(0, encoder.encodeInto(text, scratch).written);
};

/** UTF-8 as text. Whatever is not UTF-8 becomes U+FFFD; a byte order mark is kept, so that nothing is lost. */
export const decodeUtf8 = (bytes: Uint8Array): string => {
  return decoder.decode(bytes);
};
