import type { DeliverablesClient, Notice } from '@agog/deliverables-core';
import type { NamedChannel } from './tool-desk.ts';

/** What a wait found. */
export type Arrival =
  | { readonly arrived: false }
  | { readonly arrived: true; readonly notice: Notice }
  /** A report whose author says nothing of it. */
  | { readonly arrived: true; readonly sequence: number };

/** How long a report waits for its notice until it is an arrival by itself, in milliseconds. */
const noticeDelay = 3_000;

/**
 * A channel's notice, at once if it is there; or its report, where no notice follows it. Nothing is left behind when the
 * signal ends it.
 */
export const waitForArrival = async (
  client: DeliverablesClient,
  name: NamedChannel,
  after: number,
  signal: AbortSignal,
): Promise<Arrival> => {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const arrivals = [
    nextNotice(client, name, after, stop.signal),
    lonelyReport(client, name, after, stop.signal),
  ];
  try {
    return await Promise.race(arrivals);
  } finally {
    signal.removeEventListener('abort', end);
    stop.abort();
    await Promise.allSettled(arrivals);
  }
};

/** A notice without a report says that work has stopped: that is always news. */
export const isNews = ({ sequence = Infinity }: Notice, after: number): boolean => sequence > after;

/** Listens first and looks then, so that nothing published in between is missed. */
const nextNotice = async (
  client: DeliverablesClient,
  name: NamedChannel,
  after: number,
  signal: AbortSignal,
): Promise<Arrival> => {
  const subscription = await client.subscribeToNotices(name, { signal });
  try {
    const stored = await client.fetchNotice(name, { signal });
    if (stored && isNews(stored, after)) return { arrived: true, notice: stored };
    for await (const notice of subscription) {
      if (isNews(notice, after)) return { arrived: true, notice };
    }
    return { arrived: false };
  } finally {
    await subscription.close();
  }
};

const lonelyReport = async (
  client: DeliverablesClient,
  name: NamedChannel,
  after: number,
  signal: AbortSignal,
): Promise<Arrival> => {
  const { sequence } = await client.waitForReport(name, { afterRevision: after, signal });
  await delay(noticeDelay, signal);
  return { arrived: true, sequence };
};

/** Ends early, without an error, when the signal does. */
const delay = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
  });
