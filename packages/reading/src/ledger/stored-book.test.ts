import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
} from '@agog/deliverables-core';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLedger } from './create-ledger.ts';
import { listRuns } from './list-runs.ts';

const feature = 'search-index';

/** Opens one file as often as it is called, as several processes would. */
const useStore = async (): Promise<() => Promise<DeliverablesClient<DefaultRoster>>> => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return async () => {
    const transport = await openSqliteTransport({ path: join(folder, 'store.sqlite') });
    const client = createClient({ transport, roster: defaultRoster });
    onTestFinished(() => client.close());
    return client;
  };
};

describe('a ledger in a store', () => {
  it('adds up what several of a run enter, and is read back by a later one', async () => {
    const open = await useStore();
    const ledgers = [];
    for (const agent of ['cynthia', 'sylvia']) {
      const ledger = createLedger({ store: await open(), run: 'run-7' });
      for (let turn = 1; turn <= 20; turn++) {
        ledger.account(agent, feature).spawned({ prompt: `Work, turn ${turn}` });
      }
      ledgers.push(ledger);
    }
    await Promise.all(ledgers.map((ledger) => ledger.settle()));
    const other = createLedger({ store: await open(), run: 'run-8' });
    other.account('roy', feature).spawned({ prompt: 'Another run' });
    await other[Symbol.asyncDispose]();
    expect(await listRuns(await open())).toMatchObject([
      { run: 'run-8', features: [feature], lastTime: expect.any(Date) },
      { run: 'run-7', features: [feature] },
    ]);

    const later = createLedger({ store: await open(), run: 'run-7' });
    const { entries, byAgent, total } = await later.report();
    expect(entries).toBe(40);
    expect(byAgent.map(({ name }) => name).toSorted()).toEqual(['cynthia', 'sylvia']);
    expect(total.prompts).toBe(byAgent.reduce((sum, { prompts }) => sum + prompts, 0));
    expect(total.prompts).toBe((await ledgers[0]?.report())?.total.prompts);
  });

  it('is empty before anything is entered, and makes no stream by being asked', async () => {
    const client = await (await useStore())();
    const ledger = createLedger({ store: client });
    expect(await ledger.report()).toMatchObject({ entries: 0, counter: '' });
    expect(await listRuns(client)).toEqual([]);
    expect(await client.transport.admin?.info('agog_workflows')).toBeNull();
  });

  it('counts nothing that is no entry, and says that it is there', async () => {
    const client = await (await useStore())();
    const ledger = createLedger({ store: client, run: 'run-7' });
    const account = ledger.account('roy', feature);
    account.spawned({ prompt: 'Work' });
    await ledger.settle();
    for (const body of ['no JSON', '{}', '{"kind":"read","tokens":-1,"reports":[]}']) {
      await client.transport.publish(
        {
          subject: `agog.workflows.run-7.${feature}.ledger`,
          headers: [],
          body: new TextEncoder().encode(body),
        },
        { messageId: crypto.randomUUID() },
      );
    }
    expect(await ledger.report()).toMatchObject({ entries: 1, unreadable: 3 });
  });

  it('keeps what could not be stored, and says so when it is settled', async () => {
    const client = await (await useStore())();
    const ledger = createLedger({ store: client });
    await client.close();
    ledger.account('roy', feature).spawned({ prompt: 'Work' });
    await expect(ledger.settle()).rejects.toMatchObject({ code: 'closed' });
    await expect(ledger.report()).rejects.toMatchObject({ code: 'closed' });
  });

  it('waits no longer than it is told to', async () => {
    const client = await (await useStore())();
    const ledger = createLedger({ store: client });
    ledger.account('roy', feature).spawned({ prompt: 'Work' });
    const signal = AbortSignal.abort();
    await expect(ledger.settle({ signal })).rejects.toMatchObject({ code: 'aborted' });
    await ledger.settle({ timeout: 10_000 });

    const hanging = { ...client.transport, publish: () => new Promise<never>(() => {}) };
    const late = createLedger({
      store: createClient({ transport: hanging, roster: defaultRoster }),
    });
    late.account('roy', feature).spawned({ prompt: 'Work' });
    await expect(late.settle({ timeout: 50 })).rejects.toMatchObject({ code: 'timeout' });
    const interruption = new AbortController();
    const settled = late.settle({ signal: interruption.signal });
    interruption.abort();
    await expect(settled).rejects.toMatchObject({ code: 'aborted' });
  });
});
