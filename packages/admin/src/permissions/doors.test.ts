import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startGuarded } from './guarded-server.fixture.ts';

const server = await startGuarded('accounts');
const ann = { user: 'agog-agent-ann', pass: '1234' };

/** What a server says to somebody who introduces himself by hand. */
const introduce = async (port: number, as: object): Promise<string> => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'data');
  socket.write(`CONNECT ${JSON.stringify(as)}\r\nPING\r\n`);
  const [answer] = await once(socket, 'data');
  return String(answer);
};

test('a user comes in as a client', async () => {
  expect(await introduce(server.server.port, { ...ann, verbose: true })).toContain('+OK');
});

test.each([
  ['with another password', { ...ann, pass: '4321' }],
  ['without one', { user: ann.user }],
  ['as nobody', {}],
  ['of another account', { ...ann, account: 'agog-store' }],
])('nobody comes in %s', async (_, as) => {
  expect(await introduce(server.server.port, as)).toContain('Authorization Violation');
});

test('nobody comes in as a server that takes everything along', async () => {
  const answer = await fetch(`${server.server.monitorUrl}/varz`);
  const { leaf } = (await answer.json()) as { leaf: { port: number } };
  expect(await introduce(leaf.port, { ...ann, name: 'leaf' })).toContain('Authorization Violation');
});
