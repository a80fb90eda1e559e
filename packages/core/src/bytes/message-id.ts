import { encodeBase64url } from './base64url.ts';

/** Random bytes for many ids, since asking for them costs more than an id. */
const pool = new Uint8Array(2048);
let used = pool.length;

/** A new message id: 128 random bits in base64url, 22 characters. Nobody can guess it, so nobody can spend it first. */
export const createMessageId = (): string => {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return encodeBase64url(pool.subarray(used - 16, used));
};
