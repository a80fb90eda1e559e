import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { describe, expect, test } from 'vitest';
import { type Harness, type Requirement, runRequirement } from '../src/index.ts';

const harness = (changes: Partial<Harness> = {}): Harness => ({
  name: 'memory',
  createStore: async () => null,
  open: async () => createMemoryTransport(),
  removeStore: async () => {},
  ...changes,
});

const requirement = (
  verify: Requirement['verify'],
  needs: Requirement['needs'] = [],
): Requirement => ({
  id: 'area.behaviour',
  behaviour: 'Something happens.',
  needs,
  verify,
});

describe('runRequirement', () => {
  test('passes what resolves', async () => {
    const result = await runRequirement(
      requirement(async () => {}),
      harness(),
    );
    expect(result).toMatchObject({
      id: 'area.behaviour',
      outcome: 'passed',
      missing: [],
      error: null,
    });
  });

  test('fails what throws, with the id and what was seen', async () => {
    const verify = async () => {
      throw new Error('Seen: nothing.');
    };
    const result = await runRequirement(requirement(verify), harness());
    expect(result).toMatchObject({ outcome: 'failed', error: 'area.behaviour: Seen: nothing.' });
  });

  test('reports what the transport lacks, and does not verify', async () => {
    let verified = false;
    const verify = async () => {
      verified = true;
    };
    const result = await runRequirement(
      requirement(verify, ['admin', 'persistent', 'shared']),
      harness(),
    );
    expect(result).toMatchObject({ outcome: 'not-applicable', missing: ['persistent', 'shared'] });
    expect(verified).toBe(false);
  });

  test('takes a transport without admin for one that lacks it', async () => {
    const open = async () => ({ ...createMemoryTransport(), admin: null });
    const result = await runRequirement(
      requirement(async () => {}, ['admin']),
      harness({ open }),
    );
    expect(result).toMatchObject({ outcome: 'not-applicable', missing: ['admin'] });
  });

  test('expects a known gap to fail, and fails one that holds', async () => {
    const gaps = harness({ knownGaps: ['area.behaviour'] });
    const open = await runRequirement(
      requirement(async () => {
        throw new Error('Still wrong.');
      }),
      gaps,
    );
    expect(open).toMatchObject({ outcome: 'known-gap', error: 'area.behaviour: Still wrong.' });
    const closed = await runRequirement(
      requirement(async () => {}),
      gaps,
    );
    expect(closed.outcome).toBe('failed');
    expect(closed.error).toContain('area.behaviour: holds, though listed as a known gap');
  });

  test('ends what hangs, names it, and puts everything away', async () => {
    const removed: unknown[] = [];
    const verify: Requirement['verify'] = (context) =>
      new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => reject(context.signal.reason));
      });
    const result = await runRequirement(
      requirement(verify),
      harness({
        timeout: 50,
        createStore: async () => 'store',
        removeStore: async (store) => {
          removed.push(store);
        },
      }),
    );
    expect(result).toMatchObject({
      outcome: 'failed',
      error: 'area.behaviour did not finish within 50 ms.',
    });
    expect(removed).toEqual(['store']);
  });

  test('ends what hangs even when it ignores the signal', async () => {
    const verify = () => new Promise<void>(() => {});
    const result = await runRequirement(requirement(verify), harness({ timeout: 50 }));
    expect(result.error).toBe('area.behaviour did not finish within 50 ms.');
  });

  test('says what was waited for in vain', async () => {
    const verify: Requirement['verify'] = async (context) => {
      const stream = await context.createStream();
      const subscription = await context.transport.subscribe({
        streams: [stream.name],
        from: 'new',
      });
      await context.within('a message that nobody sends', subscription.next());
    };
    const result = await runRequirement(requirement(verify), harness({ patience: 50 }));
    expect(result.error).toBe(
      'area.behaviour: Waited 50 ms in vain for a message that nobody sends.',
    );
  });

  test('fails where the store cannot be opened, and removes it', async () => {
    let removed = false;
    const result = await runRequirement(
      requirement(async () => {}),
      harness({
        open: async () => {
          throw new Error('No such server.');
        },
        removeStore: async () => {
          removed = true;
        },
      }),
    );
    expect(result).toMatchObject({ outcome: 'failed', error: 'area.behaviour: No such server.' });
    expect(removed).toBe(true);
  });

  test('removes the streams it created, also from a store that others use', async () => {
    const transport = createMemoryTransport();
    const shared = { ...transport, close: async () => {} };
    const verify: Requirement['verify'] = async (context) => {
      const stream = await context.createStream();
      await stream.publish('a', 'one');
      throw new Error('Wrong.');
    };
    await runRequirement(requirement(verify), harness({ open: async () => shared }));
    expect(await transport.admin?.list()).toEqual([]);
    await transport.close();
  });

  test('keeps the failure when putting away fails too', async () => {
    const verify = async () => {
      throw new Error('The failure.');
    };
    const removeStore = async () => {
      throw new Error('The removal.');
    };
    const result = await runRequirement(requirement(verify), harness({ removeStore }));
    expect(result.error).toBe('area.behaviour: The failure.');
    const only = await runRequirement(
      requirement(async () => {}),
      harness({ removeStore }),
    );
    expect(only).toMatchObject({ outcome: 'failed', error: 'area.behaviour: The removal.' });
  });
});
