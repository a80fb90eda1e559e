import { connectNats } from '@agog/deliverables-nats';
import { describe, expect, test } from 'vitest';
import { failureOf } from './secrets.fixture.ts';

// Nothing listens there: what is wrong with the options is found before anything is dialed.
const servers = 'nats://127.0.0.1:1';

describe('refuses, and tells no secret', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no servers', {}],
    ['an empty list', { servers: [] }],
    ['another scheme', { servers: 'http://me:secret-1@localhost' }],
    ['WebSocket', { servers: 'ws://me:secret-1@localhost' }],
    ['a password that is not encoded', { servers: 'nats://me:secret-1@2@localhost' }],
    ['a percent sign alone', { servers: 'nats://me:secret-1%@localhost' }],
    ['no host', { servers: 'nats://' }],
    ['a port that is none', { servers: 'nats://localhost:secret-1' }],
    ['different credentials', { servers: 'nats://a:secret-1@x,nats://b:secret-1@y' }],
    ['two kinds of credentials', { servers, token: 'secret-1', nkeySeed: 'secret-1' }],
    ['a password without a user', { servers, password: 'secret-1' }],
    ['a user that is no text', { servers, user: 7, password: 'secret-1' }],
    ['a seed that is none', { servers, nkeySeed: 'SUsecret-1' }],
    ['creds that are none', { servers, creds: 'secret-1' }],
    ['a creds file that is not there', { servers, credsFile: '/nowhere/agog.creds' }],
    ['a creds file that has no name', { servers, credsFile: '' }],
    ['TLS that is no object', { servers, tls: true }],
    ['an interval of nothing', { servers, pingInterval: 0 }],
    ['half a PING', { servers, maxPingOut: 0.5 }],
    ['an empty name', { servers, name: '' }],
    ['a connection that is none', { connection: {} }],
    ['no replicas', { servers, replicas: 0 }],
    ['no time', { servers, timeout: 0 }],
  ])('%s', async (_, options) => {
    // The cast: callers without a compiler pass anything.
    const failure = await failureOf(connectNats(options as never), 'secret-1');
    expect(failure.code).toBe('invalid_argument');
  });

  test('a call without time', async () => {
    const failure = await failureOf(connectNats({ servers }, { timeout: 0 }));
    expect(failure.code).toBe('invalid_argument');
  });
});
