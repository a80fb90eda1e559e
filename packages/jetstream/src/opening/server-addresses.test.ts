import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseServers } from './server-addresses.ts';

const schemes = { nats: { port: 4222, secure: false }, tls: { port: 4222, secure: true } };
const webSocket = { wss: { port: 443, secure: true }, ws: { port: 80, secure: false } };
const seed = 20261122;

test.each([
  ['nats://localhost', 'nats://localhost:4222'],
  ['localhost', 'nats://localhost:4222'],
  ['10.0.0.1:1234', 'nats://10.0.0.1:1234'],
  ['TLS://NATS.example:80', 'tls://nats.example:80'],
  [' nats://[::1]:5222 ', 'nats://[::1]:5222'],
  ['[fd00::2]', 'nats://[fd00::2]:4222'],
  ['nats://me@host:1', 'nats://host:1'],
])('reads %s', (server, url) => {
  expect(parseServers(server, schemes).addresses).toMatchObject([{ url }]);
});

test.each([
  ['wss://nats.example', 'wss://nats.example:443'],
  ['ws://localhost:80/a/path?and=query', 'ws://localhost:80/a/path?and=query'],
  ['nats.example', 'wss://nats.example:443'],
])('reads %s of WebSockets', (server, url) => {
  expect(parseServers(server, webSocket).addresses).toMatchObject([{ url }]);
});

test('reads several, in a list or with commas between', () => {
  const urls = ['nats://a:4222', 'nats://b:4222'];
  for (const servers of [['a', 'b'], 'nats://a,b', 'a, nats://b']) {
    expect(parseServers(servers, schemes).addresses.map(({ url }) => url)).toEqual(urls);
  }
});

test('finds one credential for all', () => {
  const { credentials } = parseServers('nats://me:secret@a,b,nats://me:secret@c', schemes);
  expect(credentials).toEqual({ user: 'me', password: 'secret' });
});

test('reads back every user, password and token that was percent-encoded, and shows none', () => {
  // A lone surrogate cannot be encoded.
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => one.isWellFormed());
  fc.assert(
    fc.property(text, text, (user, password) => {
      const [first, second] = [encodeURIComponent(user), encodeURIComponent(password)];
      const both = parseServers(`nats://${first}:${second}@host`, schemes);
      expect(both.credentials).toEqual({ user, password });
      expect(parseServers(`nats://${first}@host`, schemes).credentials).toEqual({ token: user });
      expect(both.addresses).toMatchObject([{ url: 'nats://host:4222' }]);
    }),
    { seed },
  );
});

test('takes any text or refuses it with a code, and quotes nothing of it', () => {
  const mark = 'S3CR3T';
  const parts = fc.constantFrom(
    'nats://',
    'tls://',
    'http://',
    ':',
    '@',
    '/',
    '%',
    '[',
    ']',
    'h',
    mark,
  );
  fc.assert(
    fc.property(fc.array(parts), (list) => {
      try {
        const { addresses } = parseServers(list.join(''), schemes);
        for (const { url } of addresses) expect(URL.canParse(url)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid_argument' });
        expect(JSON.stringify(error)).not.toContain(mark);
      }
    }),
    { seed, numRuns: 1_000 },
  );
});
