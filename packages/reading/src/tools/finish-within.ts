import { abortedError } from '@agog/deliverables-core/transport';

/** Work that has so many milliseconds: past them it is aborted and given up, whether it heeds that or not. */
export const finishWithin = async <Result>(
  timeout: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
  tooLate: () => Result,
): Promise<Result> => {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      // First, so that this is the reason, and not what the work makes of its end.
      resolve(null);
      end();
    }, timeout);
  });
  try {
    const done = await Promise.race([work(stop.signal).then((result) => ({ result })), late]);
    return done ? done.result : tooLate();
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
};
