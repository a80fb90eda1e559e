import { expect, test } from 'vitest';
import { writeServerConfiguration } from './server-configuration.ts';

const plain = {
  storeDirectory: '/tmp/a "quoted" folder',
  name: 'one',
  ports: { client: -1, monitor: -1, websocket: -1 },
  maxPayload: 1024,
  syncInterval: null,
  jetstream: true,
  user: null,
  password: null,
  token: null,
  more: '',
};

test('writes what is on, quoted', () => {
  expect(writeServerConfiguration(plain)).toBe(
    [
      'server_name: "one"',
      'listen: "127.0.0.1:-1"',
      'http: "127.0.0.1:-1"',
      'max_payload: 1024',
      'jetstream { store_dir: "/tmp/a \\"quoted\\" folder" }',
      'websocket { listen: "127.0.0.1:-1", no_tls: true, compression: false }',
      '\n',
    ].join('\n'),
  );
});

test('leaves out what is off, and puts more at the end', () => {
  const written = writeServerConfiguration({
    ...plain,
    ports: { ...plain.ports, websocket: null },
    jetstream: false,
    user: 'agog',
    password: 'secret',
    more: 'debug: true',
  });
  expect(written).not.toMatch(/websocket|jetstream/);
  expect(written).toMatch(/authorization \{ user: "agog", password: "secret" \}\ndebug: true\n$/);
});
