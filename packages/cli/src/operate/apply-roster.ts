import {
  type ApplyOptions,
  type ApplyResult,
  createStreamManager,
  type StreamPlan,
} from '@agog/deliverables-admin';
import type { CommandContext } from '../program/command-context.ts';

/** A plan, and what came of it. */
export interface Applied {
  readonly plan: StreamPlan;
  readonly result: ApplyResult;
}

/** Makes the streams of the store as the roster has them; of a file also the store itself. */
export const applyRoster = async (
  { settings, open, call }: Pick<CommandContext, 'settings' | 'open' | 'call'>,
  options: Pick<ApplyOptions, 'allowDrop'> = {},
): Promise<Applied> => {
  const { roster } = await settings();
  const client = await open({ create: true, initialize: false });
  const streams = createStreamManager(client.transport, roster);
  const plan = await streams.plan(call());
  return { plan, result: await streams.apply(plan, { ...call(), ...options }) };
};
