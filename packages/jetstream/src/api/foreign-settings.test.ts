import { serverLines } from '@agog-internal/nats-server';
import { describe, expect, test } from 'vitest';
import { config, open } from '../admin/open-admin.fixture.ts';
import { openServer } from '../context.fixture.ts';

describe.each(serverLines)('on nats-server %s', async (version) => {
  const server = await openServer({ version });
  const { admin, request } = await open(server.url);

  test('a stream made here has nothing foreign', async () => {
    expect(await admin.create(config('own'))).not.toHaveProperty('foreignSettings');
    await admin.update('own', { maxAge: 60_000, duplicateWindow: 1_000 });
    expect(await admin.info('own')).not.toHaveProperty('foreignSettings');
  });

  test('what others set is told by the name that the server has for it', async () => {
    await request('STREAM.CREATE.other', {
      name: 'other',
      subjects: ['other'],
      storage: 'memory',
      retention: 'interest',
      allow_rollup_hdrs: true,
      max_msgs_per_subject: 3,
    });
    const foreignSettings = {
      storage: 'memory',
      allow_direct: false,
      allow_rollup_hdrs: true,
      max_msgs_per_subject: 3,
      retention: 'interest',
    };
    expect(await admin.info('other')).toMatchObject({ foreignSettings });
    const listed = (await admin.list()).find(({ config: { name } }) => name === 'other');
    expect(listed).toMatchObject({ foreignSettings });
  });
});
