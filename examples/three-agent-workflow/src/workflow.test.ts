import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import type { Workplace } from './agents/agent.ts';
import { inThisProcess } from './agents/set-to-work.ts';
import { largeProject, makeTree, smallProject } from './source-tree/tree.fixture.ts';
import { chooseStore, type Store } from './store.ts';
import { runWorkflow, type WorkflowResult } from './workflow.ts';

const options = {
  observer: { stageBegins: () => {}, stageEnds: () => {} },
  setToWork: inThisProcess,
};

function workplace(folder: string, store: Store): Workplace {
  return {
    run: `run-${randomUUID()}`,
    ...{ store, feature: 'orchard-backend-plan', source: { folder, name: 'orchard' } },
    ...{ countTokens: countO200k, signal: new AbortController().signal, onProgress: () => {} },
  };
}

async function run(
  files: Readonly<Record<string, string>>,
  plantErrors = 0,
): Promise<WorkflowResult> {
  await using tree = await makeTree(files);
  const store = await chooseStore({ keep: false });
  try {
    return await runWorkflow(workplace(tree.folder, store), { ...options, plantErrors });
  } finally {
    await store.release();
  }
}

const failed = ({ checks }: WorkflowResult) => checks.filter(({ passed }) => !passed);

describe('the workflow', () => {
  it('ends with a plan that rests on the research and its critique', async () => {
    const leafTest = "import { Leaf } from './leaf.ts';\n";
    const result = await run({ ...smallProject, 'packages/tree/src/leaf.test.ts': leafTest });
    expect(failed(result)).toEqual([]);
    expect(result.sylvia.verdict).toBe('approved');
    expect(result.roy.published?.content).toContain('# Backend plan: orchard');
    expect(result.roy.published?.content).toContain(
      'Write tests for `packages/basket/src/weigh.ts`',
    );
    expect(result.chain.map(({ agent, status }) => `${agent} ${status}`)).toEqual([
      'cynthia complete',
      'sylvia complete',
      'roy complete',
    ]);
  });

  it('approves with conditions where much leans on what is not tested', async () => {
    const result = await run(smallProject);
    expect(failed(result)).toEqual([]);
    expect(result.sylvia.verdict).toBe('approved_with_conditions');
    expect(result.sylvia.notice.conditions).toEqual([
      'Test packages/tree/src/leaf.ts before changing it',
    ]);
    expect(result.roy.published?.content).toContain('(K1, Conditions)');
  });

  it('names exactly the three planted errors, rejects, and blocks the plan', async () => {
    const result = await run(largeProject(60), 3);
    expect(failed(result)).toEqual([]);
    expect(result.sylvia.verdict).toBe('rejected');
    const named = result.sylvia.checked.values.filter(({ result: found }) => found === 'false');
    expect(named.map(({ id, measure, claimed }) => ({ id, measure, claimed }))).toEqual(
      result.cynthia.planted.map(({ id, measure, planted }) => ({ id, measure, claimed: planted })),
    );
    expect(named).toHaveLength(3);
    expect(result.roy).toMatchObject({ published: null, notice: { status: 'blocked' } });
    expect(result.roy.notice.blockers?.join()).toContain(named[0]?.id);
  });

  it('writes different reports of different trees', async () => {
    const [orchard, mill] = await Promise.all([run(smallProject), run(largeProject(40))]);
    for (const position of [0, 1, 2]) {
      const content = (result: WorkflowResult) =>
        result.stages[position]?.result.published?.content.split('\n') ?? [];
      const own = content(orchard).filter((line) => !content(mill).includes(line));
      expect(own.length).toBeGreaterThan(3);
      expect(content(mill)).not.toEqual(content(orchard));
    }
  });

  it('runs again in a kept store, and a later rejection does not touch the earlier plan', async () => {
    await using tree = await makeTree(largeProject(20));
    const store = await chooseStore({ path: join(tree.folder, 'kept.sqlite'), keep: true });
    const place = workplace(tree.folder, store);
    const first = await runWorkflow(place, { ...options, plantErrors: 0 });
    const second = await runWorkflow(place, { ...options, plantErrors: 0 });
    const third = await runWorkflow(place, { ...options, plantErrors: 3 });
    expect([failed(first), failed(second), failed(third)]).toEqual([[], [], []]);
    expect(second.roy.published?.sequence).toBe(2);
    expect(third.chain.find(({ agent }) => agent === 'roy')).toMatchObject({
      ...{ sequence: 2, status: 'blocked' },
    });
  });

  it('saves most of spawning, much end to end, and counts all that was read', async () => {
    const { ledger, stages, cynthia } = await run(largeProject(60));
    const { total } = ledger;
    expect(ledger).toMatchObject({ counter: 'o200k', sizesFromNotices: 0, unreadable: 0 });
    expect(total.withOrchestrator.spawn.savedPercent).toBeGreaterThan(90);
    expect(total.withOrchestrator.endToEnd.savedPercent).toBeGreaterThan(40);
    const spent = stages.reduce(
      (sum, { handedTokens, noticeTokens, result }) =>
        result.fetched.reduce(
          (read, { tokens }) => read + tokens,
          sum + handedTokens + noticeTokens,
        ),
      0,
    );
    expect(total.withOrchestrator.endToEnd.spent).toBe(spent);
    const [outline, sections] = stages[1]?.result.fetched ?? [];
    expect([outline?.kind, sections?.kind]).toEqual(['outline', 'sections']);
    expect(sections?.tokens).toBeLessThan(cynthia.published?.tokens ?? 0);
    const asked = stages[2]?.result.fetched.map(({ kind }) => kind);
    expect(asked?.filter((kind) => kind === 'search')).toHaveLength(7);
  });
});
