const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as UTF-8. A lone surrogate becomes U+FFFD, as everywhere on the web. */
export const encodeUtf8 = (text: string): Uint8Array => {
  return encoder.encode(text);
};

/** UTF-8 as text. Whatever is not UTF-8 becomes U+FFFD; a byte order mark is kept, so that nothing is lost. */
export const decodeUtf8 = (bytes: Uint8Array): string => {
  return decoder.decode(bytes);
};
