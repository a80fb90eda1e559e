import type { CallOptions } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';

/**
 * The deadline of the next step; asked for before each, it throws where the call is over. A timeout given counts for the
 * whole read; the default one anew for each step, since how long a read takes depends on who reads.
 */
export type Waits = () => Deadline;

/** Starts a call of many steps. */
export const createWaits = (context: Context, options: CallOptions | undefined): Waits => {
  const whole = context.begin(options);
  const { signal, timeout } = { ...options };
  const step = timeout === undefined ? () => context.begin({ signal }) : () => whole;
  return () => {
    const deadline = step();
    deadline.next();
    return deadline;
  };
};
