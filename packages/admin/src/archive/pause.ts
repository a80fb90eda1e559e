import type { Deadline } from '@agog/deliverables-core';

/** Waits so many milliseconds, or until another signal aborts; throws where the call is over. */
export const pause = async (
  milliseconds: number,
  deadline: Deadline,
  until?: AbortSignal,
): Promise<void> => {
  const { signal, timeout = milliseconds } = deadline.next();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      until?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(milliseconds, timeout));
    signal?.addEventListener('abort', end);
    until?.addEventListener('abort', end);
    if (until?.aborted) end();
  });
  deadline.next();
};
