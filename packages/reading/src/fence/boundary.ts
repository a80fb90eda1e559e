/** 39 random digits: 129 bits in 13 tokens, where as many bits in base64 cost 21. */
const drawDigits = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(13)), (drawn) =>
    String(drawn % 1_000).padStart(3, '0'),
  ).join('');

/**
 * A random number that none of the texts contains. Whoever wrote them could not know it, so no text can end the fence
 * that it stands in.
 */
export const drawBoundary = (texts: readonly string[], draw: () => string = drawDigits): string => {
  let boundary = draw();
  while (texts.some((text) => text.includes(boundary))) boundary = draw();
  return boundary;
};
