import { encodeBase64url } from './base64url.ts';

/** A new message id: 128 random bits in base64url, 22 characters. Nobody can guess it, so nobody can spend it first. */
export const createMessageId = (): string => {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
};
