// One agent as a process of its own. It is told its task by whoever starts it, connects to the store by itself, publishes
// its report and its notice there, and ends.
import { DeliverablesError } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { inThisProcess } from '../agents/set-to-work.ts';
import { storeAt } from '../store.ts';
import type { Assignment, Word } from './words.ts';

const abandoned = new AbortController();
// Whoever started it is gone: nobody waits for the report.
process.once('disconnect', () => abandoned.abort());

process.once('message', async (assignment: Assignment) => {
  const last = await work(assignment).catch(describeFailure);
  process.send?.(last, () => {
    process.removeAllListeners('disconnect');
    process.disconnect();
  });
});

async function work({ role, task, store, run, feature, source }: Assignment): Promise<Word> {
  const place = {
    ...{ store: storeAt(store), run, feature, source, countTokens: countO200k },
    signal: abandoned.signal,
    onProgress: (text: string) => tell({ kind: 'progress', text }),
  };
  return { kind: 'done', result: await inThisProcess(role, place, task) };
}

function tell(word: Word): void {
  if (process.connected) process.send?.(word);
}

function describeFailure(error: unknown): Word {
  const { code, message, hint } = DeliverablesError.from(error);
  return { kind: 'failed', error: { code, message, hint } };
}
