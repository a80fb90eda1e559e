import { nkeys } from '@nats-io/nats-core';
import { expect, test } from 'vitest';
import { openNkey } from './nkey.ts';

const text = new TextDecoder();
const bytes = new TextEncoder();

test('is the key that the library for nkeys finds in the seed', async () => {
  const makers = [nkeys.createUser, nkeys.createAccount, nkeys.createOperator];
  for (const make of [...makers, ...makers]) {
    const pair = make();
    const nkey = await openNkey(text.decode(pair.getSeed()));
    expect(nkey.publicKey).toBe(pair.getPublicKey());
    const signature = Buffer.from(await nkey.sign('nonce'), 'base64url');
    expect(nkeys.fromPublic(nkey.publicKey).verify(bytes.encode('nonce'), signature)).toBe(true);
  }
});

const seed = text.decode(nkeys.createUser().getSeed());

test.each([
  ['an empty text', ''],
  ['a public key', nkeys.fromSeed(bytes.encode(seed)).getPublicKey()],
  ['a seed cut off', seed.slice(0, -1)],
  ['a seed with more behind', `${seed}A`],
  ['a seed with one letter changed', seed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
  ['a seed with a letter that there is not', seed.replace(/.$/, '1')],
])('refuses %s, and does not show it', async (_, wrong) => {
  const opening = openNkey(wrong);
  await expect(opening).rejects.toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  if (wrong !== '') await expect(opening).rejects.not.toThrow(wrong);
});
