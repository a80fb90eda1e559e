import { expect, test } from 'vitest';
import { parsePorts } from './server-process.ts';

const written = `{
  "nats": ["nats://127.0.0.1:41399"],
  "monitoring": ["http://127.0.0.1:43783"],
  "websocket": ["ws://127.0.0.1:43335"]
}`;

test('reads the ports', () => {
  expect(parsePorts(written)).toEqual({ client: 41399, monitor: 43783, websocket: 43335 });
  const withoutWebSocket = '{"nats":["nats://[::1]:1"],"monitoring":["http://[::1]:2"]}';
  expect(parsePorts(withoutWebSocket)).toEqual({ client: 1, monitor: 2, websocket: null });
});

test('waits for all of the file', () => {
  for (let length = 0; length < written.length; length += 1) {
    expect(parsePorts(written.slice(0, length))).toBe(null);
  }
  expect(parsePorts('{"nats": ["nats://127.0.0.1:41399"]}')).toBe(null);
});
