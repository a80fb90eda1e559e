import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type ClientSubscription, DeliverablesError, type Notice } from '@agog/deliverables-core';
import { openClient, type Workplace } from '../agents/agent.ts';
import type { AgentResults, AgentTasks, SetToWork } from '../agents/set-to-work.ts';
import type { AgentRole } from '../agents/spawn-prompt.ts';
import type { Assignment, Word } from './words.ts';

/** How long after an agent's end its notice may take, in milliseconds. */
const patience = 10_000;

/**
 * Agents as processes of their own, which connect by themselves. Their notices are waited for in the store; what they
 * tell of their work besides, for the ledger and the checks, comes from the process.
 */
export const asOwnProcess: SetToWork = async <Role extends AgentRole>(
  role: Role,
  place: Workplace,
  task: AgentTasks[Role],
): Promise<AgentResults[Role]> => {
  await using client = await openClient(place.store, place.countTokens);
  // Listening begins before the agent does, so that nothing is missed, and nothing earlier is taken for its notice.
  await using notices = await client.subscribeToNotices(
    { agent: role, featureName: place.feature },
    { signal: place.signal },
  );
  const { run, feature, source } = place;
  const assignment = { role, task, store: place.store.address, run, feature, source };
  using agent = startAgent<Role>(assignment, place);
  const noticed = nextNotice(notices, role, agent.result);
  const [notice, result] = await Promise.all([noticed, agent.result]);
  // What it says its notice is does not count: only what the store has.
  return { ...result, notice };
};

/** The first notice of a subscription. Fails when there is none though the agent is done. */
async function nextNotice(
  notices: ClientSubscription<Notice>,
  role: AgentRole,
  result: Promise<unknown>,
): Promise<Notice> {
  let heard = false;
  let timer: NodeJS.Timeout | undefined;
  const giveUpSoon = () => {
    if (!heard) timer = setTimeout(() => void notices.close(), patience);
  };
  result.then(giveUpSoon, () => {});
  try {
    const { value, done } = await notices.next();
    if (!done) return value;
    throw new Error(`${role} is done, but no notice came within ${patience / 1000} s`);
  } finally {
    heard = true;
    clearTimeout(timer);
  }
}

/** Starts an agent's process; disposing ends it. */
function startAgent<Role extends AgentRole>(
  assignment: Assignment,
  { signal, onProgress }: Workplace,
): Disposable & { readonly result: Promise<AgentResults[Role]> } {
  signal.throwIfAborted();
  const child = fork(join(import.meta.dirname, 'agent-process.ts'), {
    signal,
    execArgv: ['--conditions=@agog/source'],
  });
  const result = new Promise<AgentResults[Role]>((resolve, reject) => {
    child.on('message', (word: Word) => {
      if (word.kind === 'progress') onProgress(word.text);
      // The cast: the process was told this role.
      else if (word.kind === 'done') resolve(word.result as AgentResults[Role]);
      else reject(new DeliverablesError(word.error));
    });
    child.once('error', reject);
    child.once('close', (code, signalName) => {
      reject(new Error(`${assignment.role}'s process ended with ${signalName ?? code}`));
    });
    child.send(assignment);
  });
  return { result, [Symbol.dispose]: () => void child.kill() };
}
