import type { DeliverablesClient } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import { mergeCalls } from './merge-calls.ts';
import { buildResourceUri } from './resource-uri.ts';

/** What a listener is told. */
export interface RevisionListener {
  /** A revision has been stored. */
  onRevision(uri: string): void;
  /** There are channels that had no revision before; told once for many. */
  onChannels(): void;
}

/** Milliseconds between two words on new channels. */
const channelInterval = 250;

/** Tells of new revisions, over one subscription for however many listeners. */
export interface RevisionWatch {
  /** Begins, where nobody did before: what is stored after that is told. Rejects when the store cannot be watched. */
  start(): Promise<void>;
  /** What is returned ends that. */
  listen(listener: RevisionListener): () => void;
  close(): Promise<void>;
}

/** A watch on all reports of a client. No I/O happens until `start`, which has `timeout` milliseconds. */
export const createRevisionWatch = (client: DeliverablesClient, timeout: number): RevisionWatch => {
  const listeners = new Set<RevisionListener>();
  const stop = new AbortController();
  const channels = mergeCalls(() => {
    for (const { onChannels } of listeners) onChannels();
  }, channelInterval);
  let opening: Promise<{ close(): Promise<void> }> | null = null;
  let isClosed = false;

  const open = async () => {
    const known = new Set<string>();
    const options = { signal: stop.signal, timeout };
    const listener = await client.subscribeToDeliverables(
      {
        callback: (_content, _metadata, report) => {
          const uri = buildResourceUri(report);
          if (!known.has(uri)) channels.call();
          known.add(uri);
          for (const { onRevision } of listeners) onRevision(uri);
        },
        // A report that cannot be read is for whoever reads it to hear of.
        onError: () => {},
      },
      options,
    );
    // One that is stored in between is known, and then told of as another revision.
    try {
      for (const head of await client.listReports({}, options)) known.add(buildResourceUri(head));
    } catch (error) {
      await listener.close();
      throw error;
    }
    return listener;
  };

  return {
    async start() {
      if (isClosed) return;
      opening ??= open();
      try {
        await opening;
      } catch (error) {
        // The next one to ask tries again.
        opening = null;
        throw DeliverablesError.from(error);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      listeners.clear();
      channels.close();
      stop.abort();
      const listener = await opening?.catch(() => null);
      await listener?.close();
    },
  };
};
