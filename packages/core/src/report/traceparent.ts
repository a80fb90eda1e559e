/** Whether a text is a W3C trace context of version 00, with ids that are not all zeros. */
export const isTraceparent = (text: unknown): boolean =>
  typeof text === 'string' &&
  /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(text);
