/** The part of Node's crypto module that is used here; Deno and Bun have it too, browsers do not. */
interface NativeCrypto {
  readonly hash?: (algorithm: string, data: Uint8Array, encoding: 'buffer') => Uint8Array;
}

interface RuntimeProcess {
  readonly getBuiltinModule?: (id: string) => NativeCrypto | undefined;
}

// The cast: no library of types that fits browsers as well declares `process`.
const runtime = (globalThis as { readonly process?: RuntimeProcess }).process;
const nativeHash = runtime?.getBuiltinModule?.('node:crypto')?.hash;

/**
 * The SHA-256 of some bytes, 32 bytes. At once where the runtime can (10 KB: 7 µs), else a promise, because WebCrypto
 * is asynchronous and ten times slower on small input: always `await` it.
 */
export const sha256 = (bytes: Uint8Array): Uint8Array | Promise<Uint8Array> => {
  if (nativeHash) return new Uint8Array(nativeHash('sha256', bytes, 'buffer'));
  return webSha256(bytes);
};

/** {@link sha256} by WebCrypto alone. */
export const webSha256 = async (bytes: Uint8Array): Promise<Uint8Array> => {
  // The cast: WebCrypto takes no shared memory, and throws by itself when given some.
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
};
