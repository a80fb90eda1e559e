import { connectNats } from '@agog/deliverables-nats';
import {
  createAuthority,
  type NatsServer,
  startServer,
  writePemFiles,
} from '@agog-internal/nats-server';
import { afterAll, describe, expect, test } from 'vitest';
import { failureOf } from './secrets.fixture.ts';

const { ca, issue } = await createAuthority();
const [local, elsewhere, client] = await Promise.all([
  issue('localhost', '127.0.0.1'),
  issue('elsewhere.example'),
  issue('client.example'),
]);
const files = writePemFiles({
  'ca.pem': ca,
  'local.pem': local.cert,
  'local.key': local.key,
  'elsewhere.pem': elsewhere.cert,
  'elsewhere.key': elsewhere.key,
  'client.pem': client.cert,
  'client.key': client.key,
});
const configure = (name: string, more = ''): string => {
  const paths = `cert_file: "${files.path(`${name}.pem`)}", key_file: "${files.path(`${name}.key`)}"`;
  return `tls { ${paths}, ca_file: "${files.path('ca.pem')}", ${more} }`;
};
const start = (config: string): Promise<NatsServer> => startServer({ config, jetstream: false });

const servers = await Promise.all([
  start(configure('local')),
  start(configure('elsewhere')),
  start(configure('local', 'verify: true')),
  start(configure('local', 'handshake_first: true')),
]);
const [trusted, misnamed, mutual, silent] = servers;
afterAll(async () => {
  await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  files[Symbol.dispose]();
});

const named = ({ port }: NatsServer): string => `tls://localhost:${port}`;

describe('connects', () => {
  test.each([
    ['to a name', { servers: named(trusted), tls: { ca } }],
    ['to an address', { servers: `tls://127.0.0.1:${trusted.port}`, tls: { ca } }],
    ['where only the server asks for TLS', { servers: trusted.url, tls: { ca } }],
    [
      'with the authority in a file',
      { servers: named(trusted), tls: { caFile: files.path('ca.pem') } },
    ],
    ['where nothing is verified', { servers: named(trusted), tls: { rejectUnauthorized: false } }],
    ['with a certificate of its own', { servers: named(mutual), tls: { ca, ...client } }],
    [
      'with a certificate of its own in files',
      {
        servers: named(mutual),
        tls: { ca, certFile: files.path('client.pem'), keyFile: files.path('client.key') },
      },
    ],
    ['with TLS first', { servers: named(silent), tls: { ca, handshakeFirst: true } }],
  ])('%s', async (_, options) => {
    const transport = await connectNats(options);
    await transport.close();
  });

  test('again, after the server was away', async () => {
    const statuses: string[] = [];
    const onStatus = ({ type }: { type: string }): unknown => statuses.push(type);
    const transport = await connectNats({ servers: named(trusted), tls: { ca }, onStatus });
    await trusted.restart();
    await expect.poll(() => statuses).toEqual(['disconnected', 'reconnected']);
    await transport.close();
  });
});

describe('says why not', () => {
  test.each([
    ['an authority that nobody trusts', { servers: named(trusted) }, 'tls.ca'],
    ['a certificate for another name', { servers: named(misnamed), tls: { ca } }, 'name'],
    ['a certificate for another address', { servers: misnamed.url, tls: { ca } }, 'name'],
    ['no certificate of its own', { servers: named(mutual), tls: { ca } }, 'tls'],
    ['an authority that is none', { servers: named(trusted), tls: { ca: 'x' } }, 'tls'],
  ])('%s', async (_, options, hint) => {
    const failure = await failureOf(connectNats(options, { timeout: 2_000 }));
    expect(failure.message).toContain('No connection to ');
    expect(failure.code).toBe('store_unavailable');
    expect(failure.hint).toContain(hint);
  });

  test('a file that is not there', async () => {
    const options = { servers: named(trusted), tls: { caFile: '/nowhere' } };
    const failure = await failureOf(connectNats(options));
    expect(failure.code).toBe('invalid_argument');
    expect(failure.message).toContain('/nowhere');
  });

  test('a key never', async () => {
    const options = { servers: named(mutual), tls: { ca, cert: client.cert, key: local.key } };
    const [, secret = ''] = local.key.split('\n');
    const failure = await failureOf(connectNats(options, { timeout: 2_000 }), secret);
    expect(failure.hint).toContain('tls');
  });
});
