import type { CallOptions } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';

/**
 * The deadline of the next step; asked for before each, it throws where the call is over. A timeout given counts for the
 * whole read; the default one anew for each step, since how long a read takes depends on who reads.
 */
export type Waits = () => Deadline;

/** How old the deadline of a step may be, in milliseconds: one for each message would cost more than the message. */
const renewal = 500;

/** Starts a call of many steps. */
export const createWaits = (context: Context, options: CallOptions | undefined): Waits => {
  let deadline = context.begin(options);
  const { signal, timeout } = { ...options };
  let since = performance.now();
  return () => {
    const now = performance.now();
    if (timeout === undefined && now - since > renewal) {
      deadline = context.begin({ signal });
      since = now;
    }
    deadline.next();
    return deadline;
  };
};
