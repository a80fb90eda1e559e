import { expect, test } from 'vitest';
import { apiFailure, connectFailure } from './nats-errors.ts';

test('a cluster that still lacks servers is no mistake of the caller, who may try again', () => {
  const error = { code: 400, err_code: 10005, description: 'no suitable peers for placement' };
  expect(apiFailure(error, 'Creating the stream s')).toMatchObject({
    code: 'store_unavailable',
    retryable: true,
    message: 'Creating the stream s failed: no suitable peers for placement (10005).',
    details: { natsErrorCode: 10005 },
  });
});

test('a number of a server that is unknown here is told with its status', () => {
  const failure = apiFailure({ code: 404, err_code: 19_999 }, 'Asking');
  expect(failure).toMatchObject({
    code: 'not_found',
    message: 'Asking failed: no reason given (19999).',
  });
});

test('no credential of a URL is told when a connection fails', () => {
  const servers = ['nats://user:secret@example.test:4222'];
  const failure = connectFailure(new Error(`refused by ${servers[0]}`), servers);
  expect(`${failure.message} ${JSON.stringify(failure.details)}`).not.toContain('secret');
});
