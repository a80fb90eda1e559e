import { encodeBase64url, encodeUtf8, fail } from '@agog/deliverables-core/transport';

/** A key that signs, and its public half as the server knows it. */
export interface Nkey {
  readonly publicKey: string;
  /** Signs what the server wants signed; answers base64url. */
  sign(nonce: string): Promise<string>;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What stands before the 32 bytes of an Ed25519 key to make it PKCS #8. */
const pkcs8Head = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/**
 * Opens the seed of an nkey with the cryptography of the runtime, which saves a browser a library of 11 KB.
 *
 * @throws DeliverablesError `invalid_argument`, which holds nothing of the seed; `unsupported` where the runtime has no
 * Ed25519
 */
export const openNkey = async (seed: string): Promise<Nkey> => {
  const bytes = decodeBase32(seed);
  // Two bytes of what it is, and 32 of the key, before the two of a checksum.
  const [first = 0, second = 0] = bytes;
  const body = bytes.subarray(0, 34);
  // Written anew it is the same text, unless something is wrong with it.
  const isWhole = encodeBase32(withChecksum(body)) === seed;
  if (!isWhole || first >> 3 !== alphabet.indexOf('S')) {
    return fail('invalid_argument', 'nkeySeed is not the seed of an nkey.', 'It begins SU.');
  }
  const kind = ((first & 7) << 5) | (second >> 3);
  try {
    const { subtle } = globalThis.crypto;
    const raw = Uint8Array.from([...pkcs8Head, ...body.subarray(2)]);
    const key = await subtle.importKey('pkcs8', raw, 'Ed25519', true, ['sign']);
    const { x = '' } = await subtle.exportKey('jwk', key);
    const publicBytes = atob(x.replaceAll('-', '+').replaceAll('_', '/'));
    const shown = [kind, ...[...publicBytes].map((character) => character.charCodeAt(0))];
    return {
      publicKey: encodeBase32(withChecksum(Uint8Array.from(shown))),
      async sign(nonce) {
        // The cast: what encodes text shares its buffer with no other thread.
        const text = encodeUtf8(nonce) as Uint8Array<ArrayBuffer>;
        return encodeBase64url(new Uint8Array(await subtle.sign('Ed25519', key, text)));
      },
    };
  } catch (error) {
    return fail(
      'unsupported',
      'This runtime does not sign with Ed25519, which an nkey is made of.',
      'Use a current browser and a page from https:// or localhost; or user and password.',
      {},
      error,
    );
  }
};

const decodeBase32 = (text: string): Uint8Array => {
  const bits = [...text].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/[01]{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
};

const encodeBase32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const five = bits.match(/[01]{1,5}/g) ?? [];
  return five.map((one) => alphabet[Number.parseInt(one.padEnd(5, '0'), 2)]).join('');
};

/** Bytes and their CRC-16 (XMODEM), low byte first. */
const withChecksum = (bytes: Uint8Array): Uint8Array => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0);
    crc &= 0xffff;
  }
  return Uint8Array.from([...bytes, crc & 0xff, crc >> 8]);
};
